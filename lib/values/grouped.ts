import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { groupBy } from '../json/group-by';
import { COMPONENTS } from '../plan/components';

const COMPONENT_PATHS = COMPONENTS.map(({ path }) => path.split('.'));
const MOST_NAMED = 10;

/**
 * One diagnostic for each mistake: what several items of a list or several components have alike is told of the first, with the
 * number of the others. The chart groups the same way (_validate.tpl).
 */
export function grouped(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = groupBy(diagnostics, ({ severity, rule, file, message, path = [] }) =>
    JSON.stringify([severity, rule, file, message, commonPath(path)]),
  );
  return [...groups.values()].map(withOthers);
}

function componentOf(path: KeyPath): string | undefined {
  const found = COMPONENT_PATHS.find((keys) => path.length > keys.length && keys.every((key, at) => path[at] === key));
  return found?.join('.');
}

/** A path without what tells apart items and components. */
function commonPath(path: KeyPath): KeyPath {
  const length = componentOf(path)?.split('.').length ?? 0;
  return [length > 0, ...path.slice(length)].map((part) => (typeof part === 'number' ? '[]' : String(part)));
}

/** A text by which alike places stand in the order of components, of items and of lines. */
function orderOf({ path = [], line = 0, column = 0 }: Diagnostic): string {
  const component = COMPONENT_PATHS.findIndex((keys) => keys.join('.') === componentOf(path));
  return [component + 1, ...path, line, column].map((part) => String(part).padStart(10, '0')).join('.');
}

function withOthers(group: Diagnostic[]): Diagnostic {
  const places = new Map(group.map((diagnostic) => [orderOf(diagnostic), diagnostic]));
  const [first, ...others] = [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, diagnostic]) => diagnostic);
  if (others.length === 0) return first;
  return { ...first, message: `${first.message} (and ${namesOf(first, others)}${linesOf(others)})` };
}

/** `api.public and gui.console`, `97 more tenants`, `2 more of these`. */
function namesOf(first: Diagnostic, others: readonly Diagnostic[]): string {
  const components = [first, ...others].map(({ path = [] }) => componentOf(path));
  const named = [...new Set(components.slice(1))].filter((name) => name !== undefined);
  const isOneEach = new Set(components).size === components.length && named.length === others.length;
  if (isOneEach && named.length <= MOST_NAMED) return named.join(', ');
  const isTenant = first.path?.[0] === 'tenants';
  return `${others.length} more ${isTenant ? `tenant${others.length === 1 ? '' : 's'}` : 'of these'}`;
}

/** `, at line 5`, `, at lines 5 to 103`. */
function linesOf(others: readonly Diagnostic[]): string {
  const lines = [...new Set(others.flatMap(({ line }) => line ?? []))].sort((a, b) => a - b);
  if (lines.length === 0) return '';
  if (lines.length === 1) return `, at line ${lines[0]}`;
  return lines.length <= 3 ? `, at lines ${lines.join(', ')}` : `, at lines ${lines[0]} to ${lines.at(-1)!}`;
}
