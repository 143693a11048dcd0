import { createInterface } from 'node:readline/promises';
import type { Interface } from 'node:readline/promises';
import { textAt } from '../../json/tree';
import { isError } from '../../values/check';
import { defaultValues } from '../../values/generated/defaults';
import { readChecked } from '../../values/read';
import { UsageError } from '../command';
import type { Input } from '../command';
import { initialValues } from './initial-values';
import type { Answers, Tenant } from './initial-values';

/** Ctrl-C instead of an answer. */
export class Interrupted extends Error {}

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

const NAMES = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];

const UNANSWERED = {
  ...(Object.fromEntries(NAMES.map((name) => [name, QUESTIONS[name][1]])) as unknown as Answers),
  domain: 'your-domain.com',
  tenants: [],
};

/**
 * Answers from the options; on a terminal all others are asked for, again where an answer is refused.
 *
 * @throws UsageError for an option that is refused, or where there is nobody to ask for the domain; Interrupted
 */
export async function ask(input: Input): Promise<Answers> {
  const given = givenAnswers(input);
  if (process.stdin.isTTY && process.stderr.isTTY) return converse(input, given);
  if (input.text('domain') === undefined)
    throw new UsageError('--domain is needed: the domain below which tenants live');
  return given;
}

function givenAnswers(input: Input): Answers {
  let answers: Answers = UNANSWERED;
  for (const name of NAMES) {
    const value = input.text(name);
    if (value !== undefined) answers = accept({ ...answers, [name]: value }, name);
  }
  for (const text of input.texts('tenant')) answers = accept(withTenant(answers, text), 'tenant');
  return answers;
}

function accept(answers: Answers, option: string): Answers {
  const problem = problemOf(answers);
  if (problem) throw new UsageError(`--${option}: ${problem}`);
  return answers;
}

/** What is wrong with the values file that the answers make: with the last answer, since those before were accepted. */
function problemOf(answers: Answers): string | undefined {
  if (answers.tenants.some(({ email }) => email === '')) return 'must be NAME=EMAIL, e.g. acme=admin@acme.example';
  const { text } = initialValues(answers, '');
  return readChecked([{ kind: 'text', name: '', text }]).diagnostics.find(isError)?.message;
}

function withTenant(answers: Answers, text: string): Answers {
  const [name, ...email] = text.split('=');
  const tenant: Tenant = { name, email: email.join('=') };
  return { ...answers, tenants: [...answers.tenants, tenant] };
}

async function converse(input: Input, given: Answers): Promise<Answers> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    let answers = given;
    for (const name of NAMES.filter((name) => input.text(name) === undefined)) {
      const [question, fallback] = QUESTIONS[name];
      const prompt = `${question}${fallback ? ` [${fallback}]` : ''}: `;
      answers = await accepted(reader, prompt, (text) => ({ ...answers, [name]: text || fallback }));
    }
    return input.texts('tenant').length > 0 ? answers : await askTenants(reader, answers);
  } finally {
    reader.close();
  }
}

async function askTenants(reader: Interface, given: Answers): Promise<Answers> {
  const prompt = 'Tenant to install, NAME=EMAIL, or nothing to end: ';
  const next = (answers: Answers): Promise<Answers> =>
    accepted(reader, prompt, (text) => (text ? withTenant(answers, text) : answers));
  let answers = given;
  for (let more = await next(answers); more !== answers; more = await next(answers)) answers = more;
  return answers;
}

/** Asks until the answers with this one are well. */
async function accepted(reader: Interface, prompt: string, withAnswer: (text: string) => Answers): Promise<Answers> {
  for (;;) {
    const answers = withAnswer((await answer(reader, prompt)).trim());
    const problem = answers.domain === '' ? 'is needed' : problemOf(answers);
    if (!problem) return answers;
    process.stderr.write(`  ${problem}\n`);
  }
}

function answer(reader: Interface, prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const interrupted = (): void => reject(new Interrupted());
    const ended = (): void => reject(new UsageError('the answers ended early; nothing is written'));
    const forget = (): unknown => reader.off('SIGINT', interrupted).off('close', ended);
    reader.on('SIGINT', interrupted).on('close', ended);
    void reader.question(prompt).then(resolve, reject).finally(forget);
  });
}
