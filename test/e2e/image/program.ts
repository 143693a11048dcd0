// What the containers of the closed images run: node tracardi.cjs ROLE DEMANDS.json [ARGUMENT]...
//
// At SIGTERM the servers do as uvicorn does: they take no more connections, close those that are idle, finish the requests at work
// and end. A connection that comes after that is refused. Workers end at once.
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { problemsOf } from './environment';
import type { Demand } from './demands';
import { Backends } from './backends';
import { shareState } from './shared-state';
import { Listener } from '../../stand-in/listener';
import { ApiServer } from '../../stand-in/api-server';
import { TmsServer } from '../../stand-in/tms-server';

const [role, demandsFile] = process.argv.slice(2);
const STATE = '/tmp/state.json';
const PORT = 80;

const roles: { readonly [role: string]: () => Promise<void> | void } = {
  api: startApi,
  tms: startTms,
  gui: startGui,
  worker: startWorker,
  init: () => undefined,
  backends: () => new Backends().listen(),
};

async function main(): Promise<void> {
  checkEnvironment();
  if (role === 'api' || role === 'worker' || role === 'tms') await waitForBackends();
  await roles[role]();
}

function checkEnvironment(): void {
  if (!demandsFile) return;
  const problems = problemsOf(JSON.parse(readFileSync(demandsFile, 'utf8')) as Demand[], process.env);
  if (problems.length === 0) return;
  console.error(problems.map((problem) => `ValueError: ${problem}`).join('\n'));
  process.exit(1);
}

/** Ten tries, as the real program: then the container ends and the kubelet starts it again. */
async function waitForBackends(): Promise<void> {
  const { ELASTIC_HOST, ELASTIC_PORT, REDIS_HOST, REDIS_PORT, MYSQL_HOST, MYSQL_PORT } = process.env;
  const mysql: [string, string, string] = ['MySQL', MYSQL_HOST!, MYSQL_PORT!];
  const others: [string, string, string][] = [
    ['Redis', REDIS_HOST!.replace(/^rediss?:\/\//, ''), REDIS_PORT!],
    ['Elasticsearch', ELASTIC_HOST!.split(',')[0], ELASTIC_PORT!],
  ];
  for (const [name, host, port] of role === 'tms' ? [mysql] : [...others, mysql]) {
    for (let rest = 10; !(await isOpen(host, Number(port))); rest--) {
      console.error(`${name} at ${host}:${port} does not answer`);
      if (rest === 1) process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

async function startApi(): Promise<void> {
  const { MULTI_TENANT_MANAGER_URL, MULTI_TENANT_MANAGER_API_KEY, EXPOSE_GUI_API, LICENSE, MULTI_TENANT } = process.env;
  const isMulti = /^(yes|on|true)$/i.test(MULTI_TENANT ?? 'no');
  if (isMulti && LICENSE?.startsWith('wrong')) throw new Error('ValueError: License incorrect.');
  const exposed = /^(yes|on|true)$/i.test(EXPOSE_GUI_API!) ? 'private' : 'public';
  const mode = !isMulti ? 'single-tenant' : LICENSE ? exposed : 'no-licence';
  await shareState('api', STATE);
  const tmsUrl = MULTI_TENANT_MANAGER_URL ?? 'http://127.0.0.1:8383';
  const server = new ApiServer({ mode, tmsKey: MULTI_TENANT_MANAGER_API_KEY, apiState: STATE }, () => tmsUrl);
  await server.listen(PORT, '0.0.0.0');
  announce(`${exposed} API, ${mode}`, () => server.drain());
}

async function startTms(): Promise<void> {
  const { API_KEY, SECRET, MYSQL_DATABASE } = process.env;
  if (!API_KEY || !SECRET) throw new Error('ValueError: API_KEY and SECRET are needed');
  if (!MYSQL_DATABASE) throw new Error('ValueError: MYSQL_DATABASE is missing');
  await shareState(`tms-${MYSQL_DATABASE}`, STATE);
  const server = new TmsServer({ keys: [API_KEY], tmsState: STATE });
  await server.listen(PORT, '0.0.0.0');
  announce(`TMS, database ${MYSQL_DATABASE}`, () => server.drain());
}

async function startGui(): Promise<void> {
  const listener = new Listener(({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/plain', 'X-Stand-In': process.argv[4] }).end('gui\n');
    return Promise.resolve();
  });
  await listener.listen(PORT, '0.0.0.0');
  announce('GUI', () => listener.drain());
}

function startWorker(): void {
  const keepsAlive = setInterval(() => {}, 60_000);
  announce('worker', () => Promise.resolve(clearInterval(keepsAlive)));
}

function announce(what: string, end: () => Promise<void>): void {
  console.log(`${what}: started`);
  process.once('SIGTERM', () => void end().then(() => process.exit(0)));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
