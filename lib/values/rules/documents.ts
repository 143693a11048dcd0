import { canonicalJson } from '../../json/canonical-json';
import { isObject } from '../../json/json';
import type { Json } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { DOCUMENTS } from '../../plan/documents';
import type { Rule } from './rule';

const PATHS = DOCUMENTS.map(({ key }) => `config.preConfiguration.${key}`);
const MOST_BYTES = 1048576;

/** What goes into ConfigMaps. */
export const documents: readonly Rule[] = [
  {
    id: 'json-document',
    sentence: 'must be a map, or the JSON text of one',
    broken: (values) => PATHS.filter((path) => !isJsonObject(getAt(values, splitPath(path)))),
  },
  {
    id: 'merge-key',
    sentence: 'has a key <<, which Helm 3 takes for a YAML merge: rename it, or give the document as JSON text',
    broken: (values) => PATHS.filter((path) => hasMergeKey(getAt(values, splitPath(path)))),
  },
  {
    id: 'config-map-size',
    sentence: 'must fit into a ConfigMap, which holds 1 MiB: shorten it, or mount the file from elsewhere',
    broken: (values) =>
      [...PATHS, 'gui.console.config.customJs'].filter(
        (path) => bytesOf(getAt(values, splitPath(path)) ?? '') > MOST_BYTES,
      ),
  },
];

function hasMergeKey(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasMergeKey);
  return isObject(value) && (Object.hasOwn(value, '<<') || Object.values(value).some(hasMergeKey));
}

/** Length of a document in its ConfigMap. */
function bytesOf(document: Json): number {
  return Buffer.byteLength(typeof document === 'string' ? document : canonicalJson(document));
}

function isJsonObject(value: Json | undefined): boolean {
  if (typeof value !== 'string') return true;
  try {
    const parsed = JSON.parse(value, (_, item: Json) => {
      // Go refuses such numbers.
      if (item === Infinity || item === -Infinity) throw new RangeError('beyond float64');
      return item;
    }) as Json;
    return isObject(parsed);
  } catch {
    return false;
  }
}
