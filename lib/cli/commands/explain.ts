import { closest } from '../../json/closest';
import { formatPath } from '../../json/diagnostic';
import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { getAt } from '../../json/tree';
import { DEPRECATED_KEYS } from '../../plan/deprecations';
import { gapAt } from '../../plan/gaps';
import { allDefaults } from '../../values/layers';
import { words } from '../../values/schema-words';
import { UsageError } from '../command';
import type { Input } from '../command';
import { OK } from '../exit-code';
import { layering } from '../layering';
import { topicsAbout } from '../topic-search';
import { isDeprecated, isNamed, topicAt } from '../topics';
import type { Topic } from '../topics';
import { variableTopics } from '../variable-topics';

const TYPE_WIDTH = 40;

export function run({ operands }: Input): number {
  const text = operands.join(' ');
  const topic = operands.length > 1 ? undefined : topicAt(text);
  process.stdout.write(topic && !('unknown' in topic) ? describe(topic) : elsewhere(text, topic));
  return OK;
}

/**
 * What there is about a text that is no path: an environment variable, or words.
 *
 * @throws UsageError where there is nothing
 */
function elsewhere(text: string, topic: ReturnType<typeof topicAt>): string {
  const variable = variableTopics(text);
  if (variable) return variable;
  const found = WORDS.test(text) ? topicsAbout(text) : [];
  if (found.length > 0) return searched(text, found);
  if (topic && 'unknown' in topic) throw new UsageError(unknownKey(topic));
  throw new UsageError(`"${text}" is no path; write one as api.public.replicas or podLabels["a.b/c"], or words`);
}

/** What is no path that somebody has mistyped. */
const WORDS = /^[\w-]+(\s+[\w-]+)*$/;

/** More would not be read. */
const MOST_FOUND = 30;

function searched(text: string, found: readonly Topic[]): string {
  const keys = found.slice(0, MOST_FOUND).map((topic): [string, JsonObject] => [keyOf(topic), topic.schema]);
  const rest = found.length > MOST_FOUND ? [`    and ${found.length - MOST_FOUND} more: add a word`] : [];
  return `${[`keys about "${text}":`, ...table(keys), ...rest].join('\n')}\n`;
}

function unknownKey({ unknown, above }: { unknown: string; above: Topic }): string {
  const known = Object.keys(above.children);
  const where = above.path.length > 0 ? `${keyOf(above)} has no key "${unknown}"` : `there is no key "${unknown}"`;
  if (unknown.startsWith('[') && !unknown.startsWith('["')) return `${keyOf(above) || 'a values file'} is no list`;
  if (known.length === 0) return `${where}: no keys of it are described`;
  const gap = gapAt(keyOf(above), unknown);
  if (gap) return `${where}; ${gap.reason}`;
  const guess = closest(unknown, known);
  return `${where}; ${guess ? `did you mean ${guess}?` : `known here: ${known.join(', ')}`}`;
}

const keyOf = ({ path }: Topic): string => formatPath(path).replaceAll('[0]', '[]');

function describe(topic: Topic): string {
  const { schema, children } = topic;
  const keys = Object.entries(children);
  const lines = [
    keyOf(topic) || 'values',
    ...description(topic),
    '',
    `  type: ${typeOf(schema)}`,
    ...(keys.length === 0 ? defaultOf(topic) : []),
    ...layering(topic),
    ...(keys.length > 0 ? ['', schema.items ? '  keys of an item:' : '  keys:', ...table(keys)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What holds where nothing is written. A key whose name the user chooses has none. */
function defaultOf({ path, schema }: Topic): string[] {
  const value = getAt(allDefaults(), path) ?? schema.default;
  if (value !== undefined) return [`  default: ${JSON.stringify(value)}`];
  return isNamed(path) && !isDeprecated(path) ? ['  default: none'] : [];
}

/** The schema of Kubernetes' own fields describes none. */
const REFERENCE = 'https://kubernetes.io/docs/reference/kubernetes-api/';

function description({ path, schema }: Topic): string[] {
  const moved = DEPRECATED_KEYS.find((key) => key.path === path.join('.'))?.movedTo;
  const text = schema.description ?? (isDeprecated(path) ? 'Holds deprecated keys only.' : undefined);
  if (text !== undefined) return [`  ${String(text)}`, ...(moved ? [`  Use ${moved}.`] : [])];
  return isNamed(path) ? [`  A field of Kubernetes or of its extensions: ${REFERENCE}`] : [];
}

/** Earlier charts had texts where some maps are now; `words` tells of both. */
const typeOf = (schema: JsonObject): string => (isObject(schema.properties) ? 'a map' : words(schema) || 'anything');

function table(keys: [string, JsonObject][]): string[] {
  const width = Math.max(...keys.map(([key]) => key.length));
  return keys.map(([key, schema]) => {
    const type = typeOf(schema);
    const short = type.length > TYPE_WIDTH ? `${type.slice(0, TYPE_WIDTH - 1)}…` : type;
    return `    ${key.padEnd(width)}  ${short.padEnd(TYPE_WIDTH)}  ${firstSentence(schema)}`.trimEnd();
  });
}

const firstSentence = ({ description }: JsonObject): string =>
  /^.*?\.(?= |$)/.exec(String(description ?? ''))?.[0] ?? '';
