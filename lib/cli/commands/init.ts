import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { JsonObject } from '../../json/json';
import { editorSchema } from '../editor-schema';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INTERRUPTED, OK, UNUSABLE } from '../exit-code';
import { Interrupted, ask } from '../init/ask';
import { initialValues } from '../init/initial-values';
import type { Answers } from '../init/initial-values';
import { describeFault } from '../report';

const SCHEMA = 'tracardi.schema.json';

export async function run(input: Input): Promise<number> {
  const { operands } = input;
  if (operands.length > 1) throw new UsageError(`"${operands[1]}" is one argument too many`);
  const file = operands[0] ?? 'values.yaml';
  checkTargets(file, schemaBeside(file), input.flag('force'));
  try {
    return write(file, await ask(input));
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.stderr.write('\n');
    return INTERRUPTED;
  }
}

const schemaBeside = (file: string): string => join(dirname(file), SCHEMA);

/** @throws UsageError where one of the files must not be written */
function checkTargets(file: string, schema: string, force: boolean): void {
  if (file === '-') throw new UsageError('the schema is written beside the values file: name a file instead of -');
  if (resolve(file) === resolve(schema)) throw new UsageError(`${file} is the name of the schema: name another file`);
  for (const path of [file, schema].filter((path) => existsSync(path))) {
    if (!statSync(path).isFile()) throw new UsageError(`${path} is no regular file: name another file`);
    if (!force && !(path === schema && isOurSchema(path)))
      throw new UsageError(`${path} exists: name another file, or replace it with --force`);
  }
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

function write(file: string, answers: Answers): number {
  const { text, keys } = initialValues(answers, SCHEMA);
  const files = { [file]: text, [schemaBeside(file)]: `${JSON.stringify(editorSchema(), null, 2)}\n` };
  for (const [path, content] of Object.entries(files)) {
    try {
      writeFileSync(path, content);
    } catch (error) {
      process.stderr.write(`error: cannot write ${path}: ${describeFault(error)}\n`);
      return UNUSABLE;
    }
  }
  process.stdout.write(nextSteps(file, answers.secret, keys));
  return OK;
}

const nextSteps = (
  file: string,
  secret: string,
  keys: readonly string[],
): string => `${file} and ${schemaBeside(file)} are written. Next:

  put lines KEY=VALUE into credentials.env, for the keys
    ${keys.join(' ')}
  kubectl create secret generic ${secret} --from-env-file=credentials.env
  kubectl create secret docker-registry tracardi-dockerhub --docker-username=... --docker-password=...
  cdk8s-tracardi validate ${file}
  cdk8s-tracardi synth -f ${file} -o - | kubectl apply -f -
`;
