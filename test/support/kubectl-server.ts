import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface KubectlServer {
  readonly url: string;
  /** Path of a kubeconfig for the server. */
  readonly kubeconfig: string;
  /** What kubectl needs in its environment: the kubeconfig, and a cache of its own. */
  readonly env: { readonly KUBECONFIG: string; readonly KUBECACHEDIR: string };
  stop(): Promise<void>;
}

const PROGRAM = join(__dirname, 'kubectl-server.mjs');

/**
 * Starts a server with which kubectl can check manifests of the kinds in test/schemas:
 * `run(kubectl(), ['apply', '--dry-run=client', '-f', path], { env: server.env })`.
 * It is a process of its own, so it answers while a test waits for kubectl.
 */
export async function startKubectlServer(): Promise<KubectlServer> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { url, env } = JSON.parse(await firstLine(child)) as Pick<KubectlServer, 'url' | 'env'>;
  return { url, env, kubeconfig: env.KUBECONFIG, stop: () => stop(child) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('the server for kubectl did not start');
}

/** The end of its input is the sign to clean up and end. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin!.end();
  await once(child, 'exit');
}
