import type { Question } from '../../../lib/plan/term';
import { termOf } from '../../../lib/plan/term';
import type { Section, ValueNode } from '../../../lib/values/nodes';
import { VALUES } from '../../../lib/values/source';

/** The blocks in which a question is asked: what is known of them, and the template's word for one. */
export interface Scope {
  readonly node: Section;
  /** Before the dot of a path that begins at the block. */
  readonly block: string;
}

export const ROOT: Scope = { node: VALUES, block: '$.Values' };

/** A question as the condition of a template. `$` has `Values`. */
export function condition(question: Question, scope: Scope = ROOT): string {
  const term = termOf(question);
  switch (term.op) {
    case 'at':
      return pathOf(term.path, scope).text;
    case 'is':
      return `eq ${textOf(pathOf(term.path, scope))} ${JSON.stringify(term.value)}`;
    case 'matches':
      return `regexMatch ${JSON.stringify(term.pattern)} ${textOf(pathOf(term.path, scope))}`;
    case 'given':
      return given(pathOf(term.path, scope));
    case 'isMap':
      return `kindIs "map" ${pathOf(term.path, scope).text}`;
    case 'not':
      return `not ${part(term.term, scope)}`;
    case 'all':
    case 'any':
      return [term.op === 'all' ? 'and' : 'or', ...term.terms.map((each) => part(each, scope))].join(' ');
    case 'more':
      return more(term.paths.map((path) => pathOf(path, scope)));
  }
}

/** Nothing is above or below what is absent, which templates take for 0. */
function more(places: readonly Place[]): string {
  const compared = ['gt', ...places.map(({ text }) => `(int64 ${text})`)].join(' ');
  const there = places.filter(({ isSure }) => !isSure).map(({ text }) => `(not (kindIs "invalid" ${text}))`);
  return there.length > 0 ? ['and', ...there, `(${compared})`].join(' ') : compared;
}

/** A condition as an argument. */
function part(question: Question, scope: Scope): string {
  const text = condition(question, scope);
  return /^\(|^[^ ]+$/.test(text) ? text : `(${text})`;
}

interface Place {
  readonly text: string;
  /** What stands there; undefined where nothing describes it. */
  readonly node?: ValueNode;
  /** Whether something does stand there. */
  readonly isSure: boolean;
}

/** Keys below a map that may be null or absent are asked for with care. */
function pathOf(path: string, scope: Scope): Place {
  const { node, block } = path.startsWith('/') ? ROOT : scope;
  let place: Place = { text: block, node, isSure: true };
  for (const key of path.replace(/^\//, '').split('.')) place = below(place, key);
  return place;
}

function below({ text, node, isSure }: Place, key: string): Place {
  const parent = node?.kind === 'section' ? node : undefined;
  const child = parent?.children[key];
  const mayBeAbsent = !child || child.optional || child.default === null || parent?.required?.includes(key) === false;
  return {
    text: isSure ? `${text}.${key}` : `(get (default dict ${text}) ${JSON.stringify(key)})`,
    node: child,
    isSure: isSure && !mayBeAbsent,
  };
}

const typesOf = (node: ValueNode | undefined): readonly string[] =>
  node?.kind === 'leaf' ? [node.schema.type].flat().map(String) : [];

/** Settings that mean yes or no are texts by the time that templates ask. */
const isText = (node: ValueNode | undefined): boolean =>
  node?.kind === 'leaf' && (node.shared === 'YesNo' || typesOf(node).join() === 'string');

function textOf({ text, node, isSure }: Place): string {
  return isSure && isText(node) ? text : `(include "tracardi.text" ${text})`;
}

/** Templates take 0 for nothing. */
function given({ text, node }: Place): string {
  const isNumber = !node || typesOf(node).some((type) => ['integer', 'number'].includes(type));
  const isUnknown = node?.kind === 'leaf' && node.schema.type === undefined;
  return isNumber || isUnknown ? `include "tracardi.isGiven" ${text}` : text;
}
