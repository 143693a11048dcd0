import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { COMPONENTS } from '../../plan/components';
import type { PlannedComponent } from '../../plan/components';
import type { RuleText } from '../../plan/rules';

/** Where a rule is broken: a path, and behind a tab what the sentence ends with, where one sentence tells of several items. */
export type Place = string;

/** A rule that compares items with each other, or asks what the plan has no words for. The chart has it as a template of its own. */
export interface Rule extends RuleText {
  /** The places at which the values break the rule; `given` are the values as the user wrote them, deprecated keys in place. */
  readonly broken: (values: JsonObject, given: JsonObject) => Place[];
}

const MOST_NAMED = 10;

/** One place for all items of these names. */
export function placeOfAll(path: string, names: readonly string[]): Place {
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${path}\t(${names.slice(0, MOST_NAMED).join(', ')}${rest})`;
}

export const when = (condition: boolean, ...paths: string[]): string[] => (condition ? paths : []);

export function listAt(values: Json | undefined, path: string): Json[] {
  const value = getAt(values, splitPath(path));
  return Array.isArray(value) ? value : [];
}

/** Paths of the extra containers of a component. */
export function extraContainers(values: JsonObject, { path }: Pick<PlannedComponent, 'path'>): string[] {
  return ['extraContainers', 'extraInitContainers'].flatMap((key) =>
    listAt(values, `${path}.${key}`).map((_, index) => `${path}.${key}.${index}`),
  );
}

/** Paths of the containers of all components. */
export function containers(values: JsonObject): string[] {
  return COMPONENTS.flatMap((component) => [component.path, ...extraContainers(values, component)]);
}

export function objectName(values: JsonObject, name: string): string {
  const prefix = values.fullnameOverride;
  return typeof prefix === 'string' && prefix !== '' ? `${prefix}-${name}` : name;
}
