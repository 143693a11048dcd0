import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { getAt } from '../../lib/json/tree';
import { findObject, getObject } from '../support/objects';
import type { KubernetesObject } from '../support/objects';

interface Source {
  readonly configMap?: { readonly name: string };
  readonly secret?: {
    readonly name?: string;
    readonly secretName?: string;
    readonly items?: { key: string; path: string }[];
    readonly optional?: boolean;
  };
}

interface Volume extends Source {
  readonly name: string;
  readonly projected?: { readonly sources: Source[] };
}

interface JobContainer {
  readonly command: string[];
  readonly env: { name: string; value: string }[];
  readonly volumeMounts: { name: string; mountPath: string; readOnly: boolean }[];
}

export interface PodResult {
  readonly status: number | null;
  readonly output: string;
  readonly termination: string;
}

/**
 * Runs the Job among some objects as its pod would: mounts, environment, user and command are those of the manifest. Only the
 * root of the mounts and the addresses that the cluster's DNS would answer for are replaced.
 */
export class JobPod {
  private readonly root = mkdtempSync(join(tmpdir(), 'pod-'));

  constructor(
    private readonly objects: KubernetesObject[],
    /** Data of Secrets that are not ours, by name. */
    private readonly secrets: { [name: string]: { [key: string]: string } },
    /** `host:port` in the cluster and where it is really. */
    private readonly addresses: { [address: string]: string },
  ) {
    chmodSync(this.root, 0o755);
  }

  async run(): Promise<PodResult> {
    const container = this.container();
    for (const { name, mountPath } of container.volumeMounts) this.mount(this.volume(name), mountPath);
    const termination = this.writable('termination-log');
    const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, this.translate(value)]));
    const [command, ...args] = container.command.map((word) => this.translate(word));
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      env: { ...environment, SEED_TERMINATION_LOG: termination, SEED_BACKOFF_MS: '20', SEED_SETTLE_SECONDS: '0.2' },
      cwd: this.root,
      ...this.user(),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, output, termination: readFileSync(termination, 'utf8') };
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private get pod(): JsonObject {
    const job = this.objects.find(({ kind }) => kind === 'Job');
    return getAt(job, ['spec', 'template', 'spec']) as JsonObject;
  }

  private container(): JobContainer {
    return (this.pod.containers as unknown as JobContainer[])[0];
  }

  private volume(name: string): Volume {
    return (this.pod.volumes as unknown as Volume[]).find((volume) => volume.name === name)!;
  }

  /** The user of the manifest, where this process may become another. */
  private user(): { uid?: number; gid?: number } {
    if (process.getuid?.() !== 0) return {};
    const { runAsUser, runAsGroup } = this.pod.securityContext as { runAsUser: number; runAsGroup: number };
    return { uid: runAsUser, gid: runAsGroup };
  }

  private mount(volume: Volume, path: string): void {
    for (const source of volume.projected?.sources ?? [volume]) {
      for (const [file, content] of this.files(source)) {
        const target = join(this.root, path, file);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, file.endsWith('.json') ? this.translate(content.toString()) : content, { mode: 0o444 });
      }
    }
  }

  private files({ configMap, secret }: Source): [string, Buffer][] {
    if (configMap)
      return Object.entries(getObject(this.objects, 'ConfigMap', configMap.name).data as JsonObject).map(
        ([file, text]) => [file, Buffer.from(String(text))],
      );
    const { name, secretName, items, optional } = secret!;
    const data = this.secret(name ?? secretName!, optional);
    if (!items) return Object.entries(data);
    const present = items.filter(({ key }) => !optional || key in data);
    return present.map(({ key, path }) => [path, data[key]]);
  }

  private secret(name: string, optional = false): { [key: string]: Buffer } {
    const foreign = this.secrets[name];
    if (foreign) return Object.fromEntries(Object.entries(foreign).map(([key, text]) => [key, Buffer.from(text)]));
    if (optional && !findObject(this.objects, 'Secret', name)) return {};
    const { data } = getObject(this.objects, 'Secret', name) as unknown as { data: { [key: string]: string } };
    return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64')]));
  }

  private writable(name: string): string {
    const file = join(this.root, name);
    writeFileSync(file, '');
    const { uid, gid } = this.user();
    if (uid !== undefined) chownSync(file, uid, gid!);
    return file;
  }

  private translate(text: string): string {
    const rooted = text.replaceAll('/seed/', `${this.root}/seed/`);
    return Object.entries(this.addresses).reduce((result, [address, real]) => result.replaceAll(address, real), rooted);
  }
}
