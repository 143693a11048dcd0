import type { KeyPath } from '../json/diagnostic';
import { formatPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import { getAt } from '../json/tree';
import { LAYERED } from '../plan/components';
import { gapAt } from '../plan/gaps';
import { defaultValues } from '../values/generated/defaults';
import { ownDefaults } from '../values/generated/own-defaults';
import { topicAt } from './topics';
import type { Topic } from './topics';

const SHARED = 'defaults';

/** What stands between a setting of a component, or of the tenant Job, and `defaults`; nothing for other keys. */
export function layering({ path }: Topic): string[] {
  // A list is taken whole, so that no item has a place of its own in `defaults`.
  const list = path.findIndex((part) => typeof part === 'number');
  const place = list < 0 ? path : path.slice(0, list);
  if (place[0] === SHARED) return place.length > 1 ? ofShared(place) : [];
  const block = LAYERED.find((component) => place.join('.').startsWith(`${component}.`));
  return block === undefined ? [] : ofComponent(place, place.slice(block.split('.').length));
}

function ofComponent(place: KeyPath, setting: KeyPath): string[] {
  if (!hasKey(SHARED, String(setting[0]))) return [];
  const shared = [SHARED, ...setting];
  const counts = isInFile(place) ? ['; its default, where it is given, counts as not given'] : [];
  return [`  where it is not given: ${formatPath(shared)}; ${precedence(place, shared)}${counts.join('')}`];
}

function ofShared(shared: KeyPath): string[] {
  const key = String(shared[1]);
  const takers = LAYERED.filter((path) => hasKey(path, key));
  const others = LAYERED.filter((path) => !takers.includes(path));
  const place = [...takers[0].split('.'), ...shared.slice(1)];
  return [
    `  taken by: ${takers.join(', ')}`,
    ...others.map((path) => `  not taken by: ${path} (${gapAt(path, key)!.reason})`),
    `  where one of them gives it: ${precedence(place, shared)}`,
  ];
}

/** What becomes of `defaults` where a component gives the same key. */
function precedence(place: KeyPath, shared: KeyPath): string {
  // Null leaves such a map to what the component has by itself, below which `defaults` stands all the same.
  if (isObject(getAt(ownDefaults(), place))) return 'maps merge, and what the component gives wins';
  const { type } = topicOf(formatPath(shared))?.schema ?? {};
  const types = [type].flat();
  const given = types.includes('object')
    ? 'maps merge, and what the component gives wins'
    : types.includes('array')
      ? 'a list of the component replaces it, an empty one too'
      : 'what the component gives wins';
  return `${given}; null takes it away`;
}

/** Helm puts in what values.yaml has, so that nobody can tell whether a user gave it. */
function isInFile(place: KeyPath): boolean {
  const value = getAt(defaultValues(), place);
  return value !== undefined && !isObject(value);
}

const hasKey = (path: string, key: string): boolean => Object.hasOwn(topicOf(path)!.children, key);

function topicOf(path: string): Topic | undefined {
  const topic = topicAt(path);
  return topic && !('unknown' in topic) ? topic : undefined;
}
