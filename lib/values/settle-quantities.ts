import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt, splitPath } from '../json/tree';
import { COMPONENTS } from '../plan/components';
import { canonicalQuantity } from './quantity';

/** The settings of a component below which quantities are. */
const SETTINGS = ['resources', 'extraContainers', 'extraInitContainers', 'extraVolumes', 'extraEnv', 'autoscaling'];

/** Writes all quantities of resolved values as a Kubernetes API server stores them, in place. */
export function settleQuantities(values: JsonObject): void {
  for (const path of [...COMPONENTS.map((component) => component.path), 'init', 'seed']) {
    for (const key of SETTINGS) settle(getAt(values, [...splitPath(path), key]));
  }
}

function settle(value: Json | undefined): void {
  if (Array.isArray(value)) value.forEach(settle);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (['limits', 'requests'].includes(key) && isObject(item)) settleKeys(item, Object.keys(item));
    else if (key === 'target' && isObject(item)) settleKeys(item, ['value', 'averageValue']);
    else if (['sizeLimit', 'divisor'].includes(key)) settleKeys(value, [key]);
    else settle(item);
  }
}

function settleKeys(map: JsonObject, keys: readonly string[]): void {
  for (const key of keys) {
    if (['string', 'number'].includes(typeof map[key])) map[key] = canonicalQuantity(String(map[key]));
  }
}
