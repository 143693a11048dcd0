import { buildSync } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster';
import { demandsOf } from './image/demands';
import { ROOT } from './root';

interface Image {
  readonly name: string;
  readonly role: string;
  /** The container of the contract whose variables the image demands. @default - it demands none */
  readonly workload?: string;
  /** Where the arguments of its container expect a program. @default - it has none */
  readonly startedIn?: { readonly workdir: string; readonly program: string };
}

export const BACKENDS_IMAGE = 'e2e/backends:1';

/** In place of the closed images. The workers of the queue share one image. */
const IMAGES: readonly Image[] = [
  { name: 'tracardi/com-tracardi-api:1.1.x', role: 'api', workload: 'be-fa-public/be-fa-public' },
  { name: 'tracardi/tms:1.1.0', role: 'tms', workload: 'be-fa-tms/be-fa-tms' },
  { name: 'tracardi/init:1.1.x', role: 'init', workload: 'be-fa-private/tracardi-init' },
  { name: 'tracardi/background-worker:1.1.0', role: 'worker', workload: 'wk-pl-background/wk-pl-background' },
  { name: 'tracardi/update-worker:1.1.0', role: 'worker', workload: 'wk-rd-upgrades/wk-rd-upgrades' },
  { name: 'tracardi/apm:1.1.0', role: 'worker', workload: 'wk-apm/wk-apm' },
  { name: 'tracardi/com-bridge-queue:1.1.0', role: 'worker', workload: 'bg-queue-prod/bg-queue-prod' },
  { name: 'tracardi/tracardi-gui:1.1.x', role: 'gui', workload: 'fe-rj-gui/fe-rj-gui' },
  { name: 'tracardi/tms-gui:1.1.0', role: 'gui' },
  { name: BACKENDS_IMAGE, role: 'backends' },
  // Those of docs/quick-start.md.
  { name: 'docker.elastic.co/elasticsearch/elasticsearch:7.17.28', role: 'backends' },
  { name: 'redis:7.2', role: 'backends' },
  { name: 'mysql:8.0', role: 'backends' },
  {
    name: 'apachepulsar/pulsar:4.0.4',
    role: 'backends',
    startedIn: { workdir: '/pulsar', program: 'bin/pulsar' },
  },
];

const FOLDER = join(ROOT, 'node_modules', '.cache', 'e2e-images');

/** Makes the images and gives them to the cluster. */
export function addImages(cluster: Cluster): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const program = bundle();
  const folders = IMAGES.map((image) => writeImage(image, program));
  IMAGES.forEach(({ name }, index) => cluster.addImage(name, folders[index]));
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, 'test', 'e2e', 'image', 'program.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

function writeImage({ name, role, workload, startedIn }: Image, program: string): string {
  const folder = join(FOLDER, name.replace(/[/:]/g, '-'));
  mkdirSync(folder);
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  write('tracardi.cjs', program);
  write('demands.json', JSON.stringify(workload ? demandsOf(workload) : []));
  const cmd = ['/app/tracardi.cjs', role, '/app/demands.json', name];
  const { workdir, program: start } = startedIn ?? { workdir: '/app', program: 'start' };
  // Whatever arguments the program has.
  const started = cmd.slice(1).map((argument) => JSON.stringify(argument));
  write('start', `process.argv.splice(2, Infinity, ${started.join(', ')});\nrequire('/app/tracardi.cjs');\n`);
  const add = {
    'tracardi.cjs': '/app/tracardi.cjs',
    'demands.json': '/app/demands.json',
    start: `${workdir}/${start}`,
  };
  // Of the kit; what follows is of Docker.
  write('image.json', JSON.stringify({ base: 'node:24-alpine', add, entrypoint: ['node'], cmd, workdir }));
  write(
    'Dockerfile',
    `FROM node:24-alpine\nWORKDIR ${workdir}\nCOPY tracardi.cjs demands.json /app/\nCOPY start ${add.start}\n` +
      `ENTRYPOINT ["node"]\nCMD ${JSON.stringify(cmd)}\n`,
  );
  return folder;
}
