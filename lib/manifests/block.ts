import { coalesceValues } from '../values-file';
import { formatDiagnostic } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { toJsonObject } from '../json/tree';
import { defaultValues } from '../values/generated/defaults';
import { resolveBlock, treeWith } from '../values/resolve';
import { schemaErrors } from '../values/schema-errors';

/** On props that were checked as a part of a whole values tree. */
const CHECKED = Symbol('checked');

export function markChecked<T extends object>(props: T): T {
  return { ...props, [CHECKED]: true };
}

export const isChecked = (props: object): boolean => CHECKED in props;

/** Some of the props of a component as props of their own, checked if those were. */
export function pick(props: object, ...keys: string[]): object {
  const picked = Object.fromEntries(Object.entries(props).filter(([key]) => keys.includes(key)));
  return isChecked(props) ? markChecked(picked) : picked;
}

/**
 * The settings of a component with the defaults of its place in the values tree. `others` are props that are no settings.
 *
 * @throws an Error that lists what the schema refuses
 */
export function settingsOf<T>(path: string, props: object, ...others: string[]): T {
  const entries = Object.entries(props).filter(([key]) => key !== 'platform' && !others.includes(key));
  const settings = toJsonObject(Object.fromEntries(entries));
  if (!isChecked(props)) assertValid(path, settings);
  return resolveBlock(path, settings) as unknown as T;
}

function assertValid(path: string, settings: JsonObject): void {
  const errors = schemaErrors(coalesceValues(treeWith(path, settings), defaultValues()));
  if (errors.length > 0) throw new Error(`the props are not valid:\n${errors.map(formatDiagnostic).join('\n')}`);
}
