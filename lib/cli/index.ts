import { parseArgs } from 'node:util';
import type { ValuesSource } from '../private/values-file';
import { synthesize, writeManifests } from '../synthesize';
import { valuesSchema } from '../values/generated/schema';
import { CHART_VERSION } from '../values/generated/version';
import { invalidName } from './release';
import { describeFault, report } from './report';

const HELP = `Usage: cdk8s-tracardi COMMAND [OPTION]...

Commands:
  synth    Write the Kubernetes objects of a multi-tenant Tracardi.
  schema   Print the JSON Schema of values files, for editors.

Options of synth:
  -f, --values FILE       Values file; several are merged in order. A folder, a missing file or bad YAML is an error.
      --set KEY=VALUE     Set a value, as \`helm --set\` does.
      --set-string KEY=VALUE, --set-json KEY=JSON
  -o, --output DIR        Folder to write to, or - for standard output. Default: dist
      --release NAME      Name of the installation. Default: tracardi
  -n, --namespace NAME    Namespace of the objects. Default: default

  -h, --help              Print this text.
      --version           Print the version.

Exit codes: 0 well; 1 invalid values; 2 wrong usage or unreadable file.

Example: cdk8s-tracardi synth -f examples/multi-tenant/values.yaml -o - | kubectl apply -f -
`;

const OPTIONS = {
  values: { type: 'string', short: 'f', multiple: true },
  set: { type: 'string', multiple: true },
  'set-string': { type: 'string', multiple: true },
  'set-json': { type: 'string', multiple: true },
  output: { type: 'string', short: 'o' },
  release: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const INVALID_VALUES = 1;
const WRONG_USAGE = 2;

/** Rules about sources that could not be read at all. */
const UNREADABLE = ['file-not-found', 'not-a-file', 'unreadable', 'encoding'];

/** Runs the command and returns its exit code. */
export function main(args: string[]): number {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return wrongUsage(describeFault(error));
  }
  const { values: options, positionals } = parsed;
  if (options.version) return print(`${CHART_VERSION}\n`);
  if (options.help || positionals[0] === 'help') return print(HELP);
  if (positionals.length === 0) return wrongUsage('no command given');
  if (positionals.length > 1)
    return wrongUsage(`"${positionals[1]}" is one argument too many: values files are given with -f`);
  switch (positionals[0]) {
    case 'synth':
      return synth(options);
    case 'schema':
      return print(`${JSON.stringify(valuesSchema(), null, 2)}\n`);
    default:
      return wrongUsage(`there is no command "${positionals[0]}"`);
  }
}

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function synth(options: Options): number {
  const { release = 'tracardi', namespace = 'default', output = 'dist' } = options;
  const problem = invalidName(release, namespace);
  if (problem) return wrongUsage(problem);
  const { diagnostics, yaml } = synthesize({ sources: sourcesOf(options), release, namespace });
  process.stderr.write(report(diagnostics));
  if (yaml === undefined)
    return diagnostics.some(({ rule }) => UNREADABLE.includes(rule)) ? WRONG_USAGE : INVALID_VALUES;
  if (output === '-') return print(yaml);
  try {
    writeManifests(output, release, yaml);
    return 0;
  } catch (error) {
    process.stderr.write(`error: cannot write to ${output}: ${describeFault(error)}\n`);
    return WRONG_USAGE;
  }
}

/** Helm's order: files, then --set-json, --set, --set-string. */
function sourcesOf(options: Options): ValuesSource[] {
  const expressions = (kind: 'set' | 'set-string' | 'set-json'): ValuesSource[] =>
    (options[kind] ?? []).map((expression) => ({ kind, expression }));
  return [
    ...(options.values ?? []).map((file) => ({ kind: 'file' as const, file })),
    ...expressions('set-json'),
    ...expressions('set'),
    ...expressions('set-string'),
  ];
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function wrongUsage(problem: string): number {
  process.stderr.write(`error: ${problem}\nSee cdk8s-tracardi --help\n`);
  return WRONG_USAGE;
}
