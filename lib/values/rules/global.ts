import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { defaultValues } from '../generated/defaults';
import { when } from './rule';
import type { Place, Rule } from './rule';

/** What is shared with the chart that contains this one; the chart asks only where none does. */
export const globals: readonly Rule[] = [
  {
    id: 'foreign-global',
    severity: 'warning',
    sentence: 'is no key of this chart and does nothing here: below global it reads imageRegistry and imagePullSecrets',
    broken: ({ global }) => (isObject(global) ? foreignKeys(global) : []),
  },
  {
    id: 'enabled-alone',
    severity: 'warning',
    sentence: 'switches nothing off here: only a chart that contains this one reads it; remove it, or the release',
    broken: ({ enabled }) => when(enabled === false, 'enabled'),
  },
];

const foreignKeys = (given: JsonObject): Place[] => {
  const ours = Object.keys(defaultValues().global as JsonObject);
  const foreign = Object.keys(given).filter((key) => !ours.includes(key) && given[key] !== null);
  // A key of other signs is no part of a path, and may be what nobody should read.
  const isPlain = (key: string): boolean => /^[A-Za-z][\w-]{0,99}$/.test(key);
  const other = foreign.some((key) => !isPlain(key)) ? ['global\t(a key of signs that none of these has)'] : [];
  return [
    ...foreign
      .filter(isPlain)
      .sort()
      .map((key) => `global.${key}`),
    ...other,
  ];
};
