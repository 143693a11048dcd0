import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt, splitPath } from '../json/tree';

/**
 * A question about the values: the constructs ask it, and the chart has it as a template that `npm run generate` prints. A dotted
 * path begins at the block in scope, or with `/` at the root of the values.
 */
export type Term =
  | { readonly op: 'at'; readonly path: string }
  | { readonly op: 'is'; readonly path: string; readonly value: string }
  | { readonly op: 'matches'; readonly path: string; readonly pattern: string }
  | { readonly op: 'given' | 'isMap'; readonly path: string }
  | { readonly op: 'not'; readonly term: Term }
  | { readonly op: 'all' | 'any'; readonly terms: readonly Term[] }
  | { readonly op: 'more'; readonly paths: readonly [string, string] };

/** A path alone asks whether the switch there is on. */
export type Question = Term | string;

/** Whether a text is this one. */
export const is = (path: string, value: string): Term => ({ op: 'is', path, value });
/** Whether a text has a part that an expression describes, which JavaScript and RE2 take alike. */
export const matches = (path: string, pattern: string): Term => ({ op: 'matches', path, pattern });
/** Neither absent nor null nor false nor an empty text, list or map. A number is given, 0 as any other. */
export const given = (path: string): Term => ({ op: 'given', path });
/** A map, if only an empty one. */
export const isMap = (path: string): Term => ({ op: 'isMap', path });
export const not = (question: Question): Term => ({ op: 'not', term: termOf(question) });
export const all = (...questions: Question[]): Term => ({ op: 'all', terms: questions.map(termOf) });
export const any = (...questions: Question[]): Term => ({ op: 'any', terms: questions.map(termOf) });
/** Whether the first number is above the second. */
export const more = (path: string, than: string): Term => ({ op: 'more', paths: [path, than] });

export function termOf(question: Question): Term {
  return typeof question === 'string' ? { op: 'at', path: question } : question;
}

/** The answer for one block of resolved values. */
export function ask(question: Question, block: Json, root: JsonObject): boolean {
  const term = termOf(question);
  const at = (path: string): Json | undefined =>
    path.startsWith('/') ? getAt(root, splitPath(path.slice(1))) : getAt(block, splitPath(path));
  switch (term.op) {
    case 'at':
      return at(term.path) === true;
    case 'is':
      return at(term.path) === term.value;
    case 'matches':
      return new RegExp(term.pattern).test(textOf(at(term.path)));
    case 'given':
      return isGiven(at(term.path));
    case 'isMap':
      return isObject(at(term.path) ?? null);
    case 'not':
      return !ask(term.term, block, root);
    case 'all':
      return term.terms.every((part) => ask(part, block, root));
    case 'any':
      return term.terms.some((part) => ask(part, block, root));
    case 'more':
      return Number(at(term.paths[0]) ?? NaN) > Number(at(term.paths[1]) ?? NaN);
  }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function isGiven(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  return !(Array.isArray(value) || isObject(value)) || Object.keys(value).length > 0;
}
