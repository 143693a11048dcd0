import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { helm3, helm4, toolEnvironment } from '../support/tools';
import { CHART, helmBinary, helmOptions } from './faces';
import type { Helm, Installation, Rendered } from './faces';
import type { FuzzedHelm } from './fuzz';

const SOURCES = join(__dirname, '..', '..', 'test', 'parity', 'helm-batch');
const BUILT = join(SOURCES, '..', '..', '..', 'node_modules', '.cache', 'cdk8s-tracardi', 'helm-batch');

/** Builds the program that renders many values files in one process; throws where that cannot be done, as without Go. */
export function buildHelmBatch(version: 3 | 4): string {
  const executable = join(BUILT, `helm${version}`);
  mkdirSync(BUILT, { recursive: true });
  const { status, stderr, error } = spawnSync('go', ['build', '-buildvcs=false', '-o', executable, '.'], {
    cwd: join(SOURCES, `helm${version}`),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`go build: ${error?.message ?? stderr}`);
  return executable;
}

interface Waiting {
  readonly resolve: (rendered: Rendered) => void;
  readonly reject: (error: Error) => void;
}

/** One process of the program. It answers in the order of the requests. */
export class HelmBatch implements Helm {
  private readonly child: ChildProcess;
  private readonly waiting: Waiting[] = [];

  public constructor(public readonly name: string) {
    this.child = spawn(name, [], { env: toolEnvironment(), stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const { output, error } = JSON.parse(line) as { output: string; error: string };
      this.waiting.shift()!.resolve(error === '' ? { output } : { error });
    });
    this.child.once('error', (error) => this.fail(error));
    this.child.stdin!.on('error', () => this.fail(new Error(`${name} does not read any more`)));
    this.child.once('close', (code) => this.fail(new Error(`${name} ended with ${code}`)));
  }

  public render(installation: Installation): Promise<Rendered> {
    const { release, namespace } = installation;
    const options: { [option: string]: string[] } = {};
    for (const [option, value] of helmOptions(installation)) (options[option] ??= []).push(value);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin!.write(`${JSON.stringify({ chart: CHART, release, namespace, ...options })}\n`);
    });
  }

  public close(): void {
    this.child.stdin!.end();
  }

  private fail(error: Error): void {
    this.waiting.splice(0).forEach(({ reject }) => reject(error));
  }
}

/** How often the executable renders a file again. */
const VERIFY_EVERY = 50;

/** Processes of the program, and the executable that shows whether they do the same. */
export class VerifiedBatch implements FuzzedHelm {
  public readonly name: string;
  private readonly batches: HelmBatch[];
  private next = 0;

  public constructor(
    private readonly executable: Helm,
    program: string,
    processes: number,
  ) {
    this.name = executable.name;
    this.batches = Array.from({ length: processes }, () => new HelmBatch(program));
  }

  public async render(installation: Installation): Promise<Rendered> {
    const index = this.next++;
    const rendered = await this.batches[index % this.batches.length].render(installation);
    if (index % VERIFY_EVERY === 0) await this.verify(installation, rendered);
    return rendered;
  }

  public async verify(installation: Installation, rendered: Rendered): Promise<void> {
    const real = await this.executable.render(installation);
    if (isDeepStrictEqual(settled(real), settled(rendered))) return;
    throw new Error(`helm-batch and ${this.name} differ over ${JSON.stringify(installation)}`);
  }

  public close(): void {
    this.batches.forEach((batch) => batch.close());
  }
}

/** Helm lists what breaks the schema in an order that changes from run to run. */
export function settled(rendered: Rendered): Rendered {
  return 'error' in rendered ? { error: rendered.error.split('\n').sort().join('\n') } : rendered;
}

/** The program that renders many files in one process, else the executable, which is some times slower. */
export function fastestHelm(version: 3 | 4, processes: number): FuzzedHelm & { close?(): void } {
  const executable = helmBinary(version === 3 ? helm3() : helm4());
  process.stdout.write(`building test/parity/helm-batch for Helm ${version}, which takes minutes the first time\n`);
  try {
    return new VerifiedBatch(executable, buildHelmBatch(version), processes);
  } catch (error) {
    process.stdout.write(`starts Helm ${version} for each file: ${(error as Error).message}\n`);
    return executable;
  }
}
