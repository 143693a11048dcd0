import { COMPONENTS } from '../components';
import { ask } from '../term';
import type { Question } from '../term';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';

/** A demand on several keys at once, which JSON Schema cannot express. */
export interface RuleText {
  /** Its name in diagnostics. Stable. */
  readonly id: string;
  /** What is demanded and what mends it, in one sentence. */
  readonly sentence: string;
  readonly severity?: 'warning';
  /** Dotted path of the key that makes the demand: the place to tell where the demanded one is nowhere. */
  readonly cause?: string;
}

/** A rule that a question settles. `npm run generate` prints it for the chart. */
export interface PlainRule extends RuleText {
  /** The blocks in scope. @default - the whole of the values */
  readonly each?: 'component' | 'tenant';
  /** When it is broken, by the path to tell of: below the block in scope, or empty for the block itself. */
  readonly broken: { readonly [path: string]: Question };
}

/** The places at which resolved values break a plain rule. */
export function brokenPlaces({ each, broken }: PlainRule, values: JsonObject): string[] {
  const blocks = blocksOf(each, values);
  return Object.entries(broken).flatMap(([place, question]) =>
    blocks.filter(([, block]) => ask(question, block, values)).map(([path]) => [path, place].filter(Boolean).join('.')),
  );
}

function blocksOf(each: PlainRule['each'], values: JsonObject): [path: string, block: Json][] {
  if (each === 'component') return COMPONENTS.map(({ path }) => [path, getAt(values, splitPath(path))!]);
  if (each === undefined) return [['', values]];
  const tenants = Array.isArray(values.tenants) ? values.tenants : [];
  return tenants.map((tenant, index) => [`tenants.${index}`, tenant]);
}
