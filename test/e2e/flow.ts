import type { Cluster } from './cluster';
import type { Steps } from './steps';
import { Workspace } from './workspace';

export interface Flow {
  readonly name: string;
  /** Custom resources without which it is not run. */
  readonly needs?: readonly string[];
  run(context: Context): Promise<void>;
}

/** What a flow works with. */
export class Context {
  private readonly workspaces: Workspace[] = [];

  constructor(
    readonly cluster: Cluster,
    readonly steps: Steps,
  ) {}

  /** A namespace with backends, which is removed after the flow. */
  async workspace(labels?: { [key: string]: string }): Promise<Workspace> {
    const workspace = new Workspace(this.cluster);
    this.workspaces.push(workspace);
    await this.steps.step('namespace with backends', () => workspace.begin(labels));
    return workspace;
  }

  async end(): Promise<void> {
    for (const workspace of this.workspaces.splice(0)) await workspace.end();
  }
}
