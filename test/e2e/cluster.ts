import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from './root';
import { run } from '../support/tools';

const KIT = process.env.CLUSTER_KIT ?? resolve(ROOT, '..', 'shared', 'cluster', 'cluster');

/** What a run needs where there is none. */
export const NEEDED =
  'npm run test:e2e needs a Kubernetes cluster with Traefik as its Ingress controller, told by KUBECONFIG: `kind create cluster`, ' +
  'then `helm install traefik traefik/traefik --set ports.web.hostPort=80` and E2E_INGRESS=127.0.0.1:80, where that port of the node is reached.';

const STATUS_DOWN = 3;

export interface Cluster {
  readonly kubeconfig: string;
  /** Where HTTP and HTTPS of the Ingress controller are reached from here, and the ports 8585 and 8686 of a Gateway. */
  readonly ports: { readonly [name: string]: string };
  /** Where containerd looks for what is said of a registry. @default - it is not known */
  readonly registries?: string;
  /** Makes an image known to the cluster. */
  addImage(name: string, folder: string): void;
  /** Ends the cluster if this run has started it. */
  end(): void;
}

/** The cluster of KUBECONFIG, else that of the kit, which is started where it is not. */
export async function obtainCluster(say: (text: string) => void): Promise<Cluster | undefined> {
  const own = process.env.KUBECONFIG ?? '';
  if (existsSync(KIT)) {
    const ours = own === '' || own === kubeconfigOfKit();
    if (ours) return kitCluster(say);
  }
  return existsSync(own) ? otherCluster(own) : undefined;
}

function kubeconfigOfKit(): string {
  return run(KIT, ['kubeconfig']).stdout.trim();
}

async function kitCluster(say: (text: string) => void): Promise<Cluster> {
  const started = run(KIT, ['status']).status === STATUS_DOWN;
  if (started) {
    say('cluster: is started');
    await startKit();
  }
  const { ports } = JSON.parse(run(KIT, ['status', '--json']).stdout) as { ports: { [name: string]: number } };
  return {
    kubeconfig: kubeconfigOfKit(),
    registries: join(dirname(kubeconfigOfKit()), 'registry'),
    ports: Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `127.0.0.1:${port}`])),
    addImage: (name, folder) => {
      const { status, stderr } = run(KIT, ['image', name, folder]);
      if (status !== 0) throw new Error(`the image ${name} was not made: ${stderr}`);
    },
    end: () => {
      if (started) run(KIT, ['down']);
    },
  };
}

/** Not by spawnSync: an interruption has to end it. */
function startKit(): Promise<void> {
  return new Promise((resolve, reject) => {
    const up = spawn(KIT, ['up'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    up.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    up.on('error', reject);
    up.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`the cluster did not start: ${errors}`))));
  });
}

function otherCluster(kubeconfig: string): Cluster {
  const http = process.env.E2E_INGRESS ?? '127.0.0.1:80';
  const folders: string[] = [];
  return {
    kubeconfig,
    ports: { http, https: process.env.E2E_INGRESS_TLS ?? '127.0.0.1:443', ...gatewayPorts(http) },
    addImage: (name, folder) => {
      if (process.env.E2E_IMAGES === 'loaded') return;
      folders.push(folder);
      throw new Error(
        `the cluster does not have the image ${name}: run \`docker build -t ${name} ${folder}\` and \`kind load docker-image ${name}\` ` +
          'for each folder beside it, then E2E_IMAGES=loaded npm run test:e2e',
      );
    },
    end: () => {},
  };
}

function gatewayPorts(http: string): { [name: string]: string } {
  const host = http.replace(/:\d+$/, '');
  return { '8585': `${host}:8585`, '8686': `${host}:8686` };
}
