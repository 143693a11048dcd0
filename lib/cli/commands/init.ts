import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { formatDiagnostic } from '../../private/diagnostic';
import type { JsonObject } from '../../private/json';
import { toYaml } from '../../private/manifest-yaml';
import { textAt } from '../../private/tree';
import { isError } from '../../values/check';
import { defaultValues } from '../../values/generated/defaults';
import { editorSchema } from '../editor-schema';
import { readChecked } from '../../values/read';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { describeFault } from '../report';

const SCHEMA = 'tracardi.schema.json';

interface Answers {
  readonly domain: string;
  readonly elastic: string;
  readonly redis: string;
  readonly mysql: string;
  readonly pulsar: string;
  readonly secret: string;
  readonly tenants: readonly { name: string; email: string }[];
}

const hostOf = (service: string): string => textAt(defaultValues(), `${service}.host`);

/** What is asked for on a terminal, with what an empty answer stands for. */
const QUESTIONS = {
  domain: ['Domain below which tenants live', ''],
  elastic: ['Host of Elasticsearch', hostOf('elastic')],
  redis: ['Host of Redis', hostOf('redis')],
  mysql: ['Host of MySQL', hostOf('mysql')],
  pulsar: ['Host of Apache Pulsar', hostOf('pulsar')],
  secret: ['Secret that holds the credentials', 'tracardi-credentials'],
} as const;

type Question = keyof typeof QUESTIONS;

export async function run(input: Input): Promise<number> {
  const { operands } = input;
  if (operands.length > 1) throw new UsageError(`"${operands[1]}" is one argument too many`);
  const file = operands[0] ?? 'values.yaml';
  const schema = join(dirname(file), SCHEMA);
  const taken = [file, schema].find((path) => existsSync(path) && !input.flag('force') && !isOurSchema(path));
  if (taken !== undefined) throw new UsageError(`${taken} exists: name another file, or replace it with --force`);
  const answers = await ask(input);
  const text = valuesText(answers);
  const errors = readChecked([{ kind: 'text', name: file, text }]).diagnostics.filter(isError);
  if (errors.length > 0) {
    // The file is not there, so that its lines would mislead.
    const messages = errors.map(({ rule, severity, message, path }) =>
      formatDiagnostic({ rule, severity, message, path }),
    );
    process.stderr.write(`${messages.join('\n')}\nNothing is written.\n`);
    return INVALID;
  }
  return write(
    [
      [file, text],
      [schema, `${JSON.stringify(editorSchema(), null, 2)}\n`],
    ],
    answers,
  );
}

/** Another values file of the folder may have brought it, perhaps of an earlier version. */
function isOurSchema(path: string): boolean {
  try {
    const { title } = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    return title === editorSchema().title;
  } catch {
    return false;
  }
}

async function ask(input: Input): Promise<Answers> {
  const tenants = input.texts('tenant').map(tenantOf);
  const terminal = process.stdin.isTTY && process.stderr.isTTY;
  const answers: { [name: string]: string } = {};
  const reader = terminal ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  try {
    for (const name of Object.keys(QUESTIONS) as Question[]) {
      const given = input.text(name);
      answers[name] = given ?? (reader ? await answer(reader, name) : QUESTIONS[name][1]);
    }
  } finally {
    reader?.close();
  }
  if (answers.domain === '') throw new UsageError('--domain is needed: the domain below which tenants live');
  return { ...(answers as unknown as Omit<Answers, 'tenants'>), tenants };
}

async function answer(reader: ReturnType<typeof createInterface>, name: Question): Promise<string> {
  const [question, fallback] = QUESTIONS[name];
  const closed = new Promise<never>((_, reject) =>
    reader.once('close', () => reject(new UsageError('the answers ended early; nothing is written'))),
  );
  closed.catch(() => undefined);
  const text = await Promise.race([reader.question(`${question}${fallback ? ` [${fallback}]` : ''}: `), closed]);
  return text.trim() || fallback;
}

function tenantOf(text: string): { name: string; email: string } {
  const [name, ...email] = text.split('=');
  if (email.length === 0) throw new UsageError('--tenant is NAME=EMAIL, e.g. acme=admin@acme.example');
  return { name, email: email.join('=') };
}

function valuesText({ domain, elastic, redis, mysql, pulsar, secret, tenants }: Answers): string {
  const key = (name: string): JsonObject => ({ name: secret, key: name });
  const wildcard = `*.${domain}`;
  const sections: [comment: string, values: JsonObject][] = [
    [`Tenants live below this domain: acme is acme.${domain}.`, { config: { multiTenant: { multi: 'yes', domain } } }],
    [
      'Databases and queues.',
      { elastic: { host: elastic }, redis: { host: redis }, mysql: { host: mysql }, pulsar: { host: pulsar } },
    ],
    [
      'Credentials, by reference. Remove the passwords that your databases do not ask for.',
      {
        secrets: {
          license: { valueFrom: { licenseKey: key('license') } },
          tms: { valueFrom: { secretKey: key('tms-secret-key'), apiKey: key('tms-api-key') } },
          installation: { valueFrom: { token: key('installation-token') } },
          mergingTokenFrom: key('merging-token'),
          elastic: { username: 'elastic', valueFrom: { password: key('elastic-password') } },
          redis: { valueFrom: { password: key('redis-password') } },
          mysql: { valueFrom: { username: key('mysql-username'), password: key('mysql-password') } },
        },
      },
    ],
    [
      'Both APIs share the wildcard host: requests of collectors go to the public API, all else to the private one.',
      {
        api: {
          private: { ingress: { enabled: true, host: wildcard } },
          public: { ingress: { enabled: true, host: wildcard } },
        },
      },
    ],
  ];
  if (tenants.length > 0) {
    const list = tenants.map(({ name, email }) => ({ name, email, passwordFrom: key(`${name}-password`) }));
    sections.push(['Tenants that a Job installs, with their administrators.', { tenants: list }]);
  }
  const texts = sections.map(([comment, values]) => `# ${comment}\n${toYaml([values])}`);
  return [`# yaml-language-server: $schema=${SCHEMA}\n`, ...texts].join('\n');
}

function write(files: readonly [path: string, text: string][], { secret, tenants }: Answers): number {
  for (const [path, text] of files) {
    try {
      writeFileSync(path, text);
    } catch (error) {
      process.stderr.write(`error: cannot write ${path}: ${describeFault(error)}\n`);
      return UNUSABLE;
    }
  }
  const [[file], [schema]] = files;
  const keys = [
    'license',
    'tms-secret-key',
    'tms-api-key',
    'installation-token',
    'merging-token',
    'elastic-password',
    'redis-password',
  ];
  const all = [...keys, 'mysql-username', 'mysql-password', ...tenants.map(({ name }) => `${name}-password`)];
  process.stdout.write(`${file} and ${schema} are written. Next:

  put lines KEY=VALUE into credentials.env, for the keys
    ${all.join(' ')}
  kubectl create secret generic ${secret} --from-env-file=credentials.env
  kubectl create secret docker-registry tracardi-dockerhub --docker-username=... --docker-password=...
  cdk8s-tracardi validate ${file}
  cdk8s-tracardi synth -f ${file} -o - | kubectl apply -f -
`);
  return OK;
}
