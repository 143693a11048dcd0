import { closest } from '../../json/closest';
import { formatPath } from '../../json/diagnostic';
import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { DEPRECATED_KEYS } from '../../plan/deprecations';
import { words } from '../../values/schema-words';
import { UsageError } from '../command';
import type { Input } from '../command';
import { OK } from '../exit-code';
import { isDeprecated, isNamed, topicAt } from '../topics';
import type { Topic } from '../topics';

const TYPE_WIDTH = 40;

export function run({ operands }: Input): number {
  if (operands.length > 1) throw new UsageError(`"${operands[1]}" is one argument too many`);
  const path = operands[0] ?? '';
  const topic = topicAt(path);
  if (!topic) throw new UsageError(`"${path}" is no path; write one as api.public.replicas or podLabels["a.b/c"]`);
  if ('unknown' in topic) throw new UsageError(unknownKey(topic));
  process.stdout.write(describe(topic));
  return OK;
}

function unknownKey({ unknown, above }: { unknown: string; above: Topic }): string {
  const known = Object.keys(above.children);
  const where = above.path.length > 0 ? `${keyOf(above)} has no key "${unknown}"` : `there is no key "${unknown}"`;
  if (unknown.startsWith('[') && !unknown.startsWith('["')) return `${keyOf(above) || 'a values file'} is no list`;
  if (known.length === 0) return `${where}: no keys of it are described`;
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
    ...(schema.default !== undefined && keys.length === 0 ? [`  default: ${JSON.stringify(schema.default)}`] : []),
    ...(keys.length > 0 ? ['', schema.items ? '  keys of an item:' : '  keys:', ...table(keys)] : []),
  ];
  return `${lines.join('\n')}\n`;
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
