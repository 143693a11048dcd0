// Runs the stand-in on its own, in a container or beside a benchmark.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ApiServer } from './api-server';
import type { ApiMode, ApiOptions, PlatformOptions, TmsOptions } from './options';
import { StandIn } from './stand-in';
import { TmsServer } from './tms-server';

const HELP = `Usage: node stand-in.cjs api|tms|platform [OPTION]...

Answers as Tracardi's API, as its Tenant Management Service (TMS), or as both in one process.
GET /stand-in/record at a port tells what was asked there. SIGTERM: running requests come to their end first.

      --port N         Default: 80, as in the images; platform: any free port
      --host ADDRESS   Default: 0.0.0.0; platform: 127.0.0.1
      --mode MODE      API: private, public, single-tenant or no-licence. Default: what the API's own environment says
                       (MULTI_TENANT, LICENSE, EXPOSE_GUI_API)
      --tms-url URL    API: where the TMS is. Default: MULTI_TENANT_MANAGER_URL
      --tms-key KEY    API: the platform's own key. Default: MULTI_TENANT_MANAGER_API_KEY
      --key KEY        TMS: a key that it knows; may be repeated. Default: API_KEY
      --state FILE     What outlives the process: of an API what Elasticsearch and MySQL hold, of the TMS its tenants
      --options JSON   Further options, as test/stand-in/options.ts has them; @FILE reads them from a file
`;

const MODES: readonly string[] = ['private', 'public', 'single-tenant', 'no-licence'];

class UsageError extends Error {}

interface Flags {
  readonly port?: string;
  readonly host?: string;
  readonly mode?: string;
  readonly 'tms-url'?: string;
  readonly 'tms-key'?: string;
  readonly key?: string[];
  readonly state?: string;
  readonly options?: string;
  readonly help?: boolean;
}

async function main(): Promise<void> {
  const [command, flags] = readArguments();
  if (flags.help) return void process.stdout.write(HELP);
  const commands = { api: startApi, tms: startTms, platform: startPlatform };
  if (!(command in commands)) throw new UsageError(`"${command}" is none of api, tms, platform`);
  await commands[command as keyof typeof commands](flags);
}

function readArguments(): [string, Flags] {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        port: text,
        host: text,
        mode: text,
        'tms-url': text,
        'tms-key': text,
        key: { ...text, multiple: true },
        state: text,
        options: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    return [positionals[0] ?? '', values];
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function startApi(flags: Flags): Promise<void> {
  const { MULTI_TENANT_MANAGER_URL, MULTI_TENANT_MANAGER_API_KEY, API_DOCS } = process.env;
  const options: ApiOptions = {
    mode: readMode(flags.mode),
    tmsUrl: flags['tms-url'] ?? MULTI_TENANT_MANAGER_URL,
    tmsKey: flags['tms-key'] ?? MULTI_TENANT_MANAGER_API_KEY,
    docs: API_DOCS !== 'no',
    apiState: flags.state,
    ...readOptions(flags),
  };
  const url = options.tmsUrl ?? 'http://127.0.0.1:8383';
  const server = new ApiServer(options, () => url.replace(/\/$/, ''));
  await server.listen(readPort(flags), flags.host ?? '0.0.0.0');
  announce({ api: server.address, mode: options.mode }, () => server.drain());
}

async function startTms(flags: Flags): Promise<void> {
  const keys = flags.key ?? [process.env.API_KEY ?? ''].filter(Boolean);
  const options: TmsOptions = { keys, tmsState: flags.state, ...readOptions(flags) };
  if (options.keys.length === 0) throw new UsageError('the TMS needs --key or API_KEY');
  const server = new TmsServer(options);
  await server.listen(readPort(flags), flags.host ?? '0.0.0.0');
  announce({ tms: server.address }, () => server.drain());
}

async function startPlatform(flags: Flags): Promise<void> {
  const options = { keys: flags.key ?? [], host: flags.host, ...readOptions(flags) } as PlatformOptions;
  const standIn = await StandIn.start(options);
  announce({ apiUrl: standIn.apiUrl, tmsAddress: standIn.tmsAddress }, () => standIn.stop());
}

/** What the API's own variables make of it, unless a flag says otherwise. */
function readMode(given?: string): ApiMode {
  const { MULTI_TENANT = 'no', LICENSE, EXPOSE_GUI_API = 'yes' } = process.env;
  const found = isOn(MULTI_TENANT) ? (isOn(EXPOSE_GUI_API) ? 'private' : 'public') : 'single-tenant';
  const mode = given ?? (found !== 'single-tenant' && !LICENSE ? 'no-licence' : found);
  if (!MODES.includes(mode)) throw new UsageError(`--mode must be one of: ${MODES.join(', ')}`);
  return mode as ApiMode;
}

/** As the program reads its yes and no: anything else ends it at the start. */
function isOn(text: string): boolean {
  if (/^(yes|on|true)$/i.test(text)) return true;
  if (/^(no|off|false)$/i.test(text)) return false;
  throw new UsageError(`"${text}" is neither yes nor no`);
}

function readPort({ port = '80' }: Flags): number {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new UsageError('--port must be a number from 0 to 65535');
}

function readOptions({ options = '{}' }: Flags): object {
  try {
    return JSON.parse(options.startsWith('@') ? readFileSync(options.slice(1), 'utf8') : options) as object;
  } catch (error) {
    throw new UsageError(`--options: ${(error as Error).message}`);
  }
}

function announce(what: object, end: () => Promise<void>): void {
  console.log(JSON.stringify(what));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end().then(() => process.exit(0)));
}

main().catch((error: Error) => {
  const usage = error instanceof UsageError ? '\nTry --help.' : '';
  console.error(`stand-in: ${error.message}${usage}`);
  process.exit(usage ? 2 : 1);
});
