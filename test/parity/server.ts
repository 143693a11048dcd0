import fc from 'fast-check';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '../../lib/json/canonical-json';
import type { JsonObject } from '../../lib/json/json';
import { validValues } from './arbitrary';
import type { GeneratedValues } from './arbitrary';
import { constructs } from './faces';
import type { Outcome } from './faces';
import { writeSources } from './fuzz';

interface ServerOptions {
  readonly runs: number;
  readonly seed: number;
  readonly say: (text: string) => void;
}

const CHUNK = 50;
const REQUESTS = 8;
const NOT_KNOWN = 'field not declared in schema';
/** What depends on the cluster: ServiceAccounts that nothing has made yet, and what its version knows. */
const OF_THE_CLUSTER = [
  'error looking up service account',
  'Unsupported value: "CORS"',
  'seLinuxChangePolicy: Unsupported value: "MountOption"',
  'not configured for dual-stack services',
  NOT_KNOWN,
];

/** Sends the objects of generated files to the API server of KUBECONFIG, which checks them and keeps none; false where it refuses some. */
export async function askServer({ runs, seed, say }: ServerOptions): Promise<boolean> {
  const server = await Server.open();
  const folder = mkdtempSync(join(tmpdir(), 'tracardi-server-'));
  const counts = { accepted: 0, objects: 0 };
  const refusals = new Set<string>();
  // Told at once: what the run finds is not lost where it is ended.
  const tell = (said: string, object: string): void => {
    if (!refusals.has(kindOf(said))) say(`${said}\n${object}`);
    refusals.add(kindOf(said));
  };
  try {
    for (let start = 0; counts.accepted < runs; start += CHUNK) {
      const outcomes = fc
        .sample(validValues(), { seed: seed + start, numRuns: CHUNK })
        .map((each) => outcomeOf(each, folder));
      const objects = outcomes.flatMap((outcome) => ('objects' in outcome ? outcome.objects : []));
      counts.accepted += outcomes.filter((outcome) => 'objects' in outcome).length;
      counts.objects += await server.ask(objects, tell);
      say(
        `${counts.accepted} of ${runs} accepted files sent, ${counts.objects} different objects, ${refusals.size} refused`,
      );
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
  say(
    `${counts.accepted} files that we accept, ${counts.objects} different objects, ${refusals.size} kinds of refusals, seed ${seed}`,
  );
  return refusals.size === 0;
}

function outcomeOf(generated: GeneratedValues, folder: string): Outcome {
  const { release, namespace } = generated;
  return constructs({ sources: writeSources(generated, join(folder, 'values')), release, namespace });
}

/** Refusals that differ in values and numbers only are of one kind. */
const kindOf = (said: string): string =>
  said
    .replace(/"[^"]*"/g, '""')
    .replace(/\[[^\]]*\]/g, '[]')
    .replace(/[0-9]+/g, '0');

/** A server at its limits answers 5xx for a while, of a minute at times. */
async function apply(url: string, body: string, attempts = 30): Promise<Response> {
  const headers = { 'Content-Type': 'application/apply-patch+yaml' };
  const query = 'dryRun=All&fieldManager=fuzz&force=true&fieldValidation=Strict';
  const response = await fetch(`${url}?${query}`, { method: 'PATCH', headers, body });
  // A field that this version does not know is a 500 too.
  if (response.status < 500 || (await response.clone().text()).includes(NOT_KNOWN)) return response;
  if (attempts === 1) throw new Error(`the API server does not answer: ${response.status}\n${body}`);
  await delay(2000);
  return apply(url, body, attempts - 1);
}

interface Resource {
  readonly path: string;
  readonly isNamespaced: boolean;
}

/** An API server by way of `kubectl proxy`, which has the credentials. */
class Server {
  private readonly known = new Map<string, Promise<Map<string, Resource>>>();
  private readonly asked = new Set<string>();

  private constructor(
    private readonly url: string,
    private readonly proxy: ChildProcess,
  ) {}

  static async open(): Promise<Server> {
    const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      const onData = (chunk: Buffer): void => {
        text += chunk.toString();
        const [, address] = /Starting to serve on (\S+)/.exec(text) ?? [];
        if (address) resolve(`http://${address}`);
      };
      proxy.stdout.on('data', onData);
      proxy.stderr.on('data', onData);
      proxy.on('error', reject);
      proxy.on('exit', () => reject(new Error(`kubectl found no cluster: set KUBECONFIG. ${text}`)));
    });
    const server = new Server(url, proxy);
    if ((await fetch(`${url}/version`).catch(() => undefined))?.ok) return server;
    server.close();
    throw new Error('no API server answers: set KUBECONFIG');
  }

  close(): void {
    this.proxy.kill();
  }

  /** Asks of each object that was not asked of before, and tells how many these are. */
  async ask(objects: readonly JsonObject[], onRefusal: (said: string, object: string) => void): Promise<number> {
    const fresh = objects.filter((object) => {
      const text = canonicalJson(object);
      return !this.asked.has(text) && this.asked.add(text);
    });
    const left = [...fresh];
    const work = async (): Promise<void> => {
      for (let object = left.pop(); object; object = left.pop()) {
        const said = await this.refusalOf(object);
        if (said !== undefined) onRefusal(said, canonicalJson(object));
      }
    };
    await Promise.all(Array.from({ length: REQUESTS }, work));
    return fresh.length;
  }

  private async refusalOf(object: JsonObject): Promise<string | undefined> {
    const { apiVersion, kind, metadata } = object as { apiVersion: string; kind: string; metadata: JsonObject };
    const resource = (await this.resources(apiVersion)).get(kind);
    // A custom resource that this cluster does not know, or a source that Kubernetes knows from 1.35 on.
    if (!resource || canonicalJson(object).includes('"fileKeyRef"')) return undefined;
    const place = resource.isNamespaced ? 'namespaces/default/' : '';
    const response = await apply(
      `${this.url}/${resource.path.replace('*', `${place}`)}/${String(metadata.name)}`,
      JSON.stringify({
        ...object,
        metadata: { ...metadata, ...(resource.isNamespaced ? { namespace: 'default' } : {}) },
      }),
    );
    if (response.ok) return undefined;
    const { message } = (await response.json()) as { message: string };
    if (OF_THE_CLUSTER.some((said) => message.includes(said))) return undefined;
    return `${kind}: ${response.status} ${message}`;
  }

  private resources(apiVersion: string): Promise<Map<string, Resource>> {
    const known = this.known.get(apiVersion) ?? this.discover(apiVersion);
    this.known.set(apiVersion, known);
    return known;
  }

  private async discover(apiVersion: string): Promise<Map<string, Resource>> {
    const root = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
    const response = await fetch(`${this.url}/${root}`);
    if (!response.ok) return new Map();
    const { resources } = (await response.json()) as {
      resources: { name: string; kind: string; namespaced: boolean }[];
    };
    const own = resources.filter(({ name }) => !name.includes('/'));
    return new Map(
      own.map(({ name, kind, namespaced }) => [kind, { path: `${root}/*${name}`, isNamespaced: namespaced }]),
    );
  }
}
