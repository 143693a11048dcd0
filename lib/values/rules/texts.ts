import { isObject } from '../../json/json';
import type { Json } from '../../json/json';
import { when } from './rule';
import type { Rule } from './rule';

/** Nothing can carry U+0000 as a variable, and Helm 3 none of the others. */
const UNREADABLE = /[\u0000\u007f-\u009f\ufffe\uffff]/;
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const texts: readonly Rule[] = [
  {
    id: 'unreadable-text',
    sentence:
      'has a control character that Helm 3 or a container cannot take (U+0000, U+007F to U+009F, U+FFFE, U+FFFF): remove it, or keep the text in a Secret of your own and refer to it',
    broken: (values, given) => [...new Set([...unreadableTexts(values, ''), ...unreadableTexts(given, '')])],
  },
];

/** Paths of the texts that hold such a character. Keys may be any text in free-form maps: one that is no word ends its path. */
function unreadableTexts(value: Json, path: string): string[] {
  if (typeof value === 'string') return when(UNREADABLE.test(value), path);
  if (Array.isArray(value)) return value.flatMap((item, index) => unreadableTexts(item, `${path}.${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (PLAIN_KEY.test(key)) return unreadableTexts(item, path ? `${path}.${key}` : key);
    return when(UNREADABLE.test(key) || unreadableTexts(item, path).length > 0, path);
  });
}
