import { resolveBlock } from '../values/resolve';
import { toJsonObject } from './tree';

/** The settings of a component with the defaults of its place in the values tree. What is no setting (`platform`, a construct) is left out. */
export function settingsOf<T>(path: string, props: object, ...others: string[]): T {
  const settings = Object.fromEntries(Object.entries(props).filter(([key]) => key !== 'platform' && !others.includes(key)));
  return resolveBlock(path, toJsonObject(settings)) as unknown as T;
}

