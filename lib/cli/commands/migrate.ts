import { isAlias, isCollection, isMap, isPair, isScalar, parseDocument, Scalar, YAMLMap } from 'yaml';
import type { Document, Pair } from 'yaml';
import { canonicalJson } from '../../json/canonical-json';
import type { Json, JsonObject } from '../../json/json';
import { isObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { DEPRECATED_KEYS, SCALAR_SECTION } from '../../plan/deprecations';
import type { DeprecatedKey } from '../../plan/deprecations';
import { isError } from '../../values/check';
import { readChecked } from '../../values/read';
import { isOverruled } from '../../values/resolve';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { report } from '../report';
import { fileSource, textOf } from '../sources';
import { isUnreadable } from '../unreadable';

export function run({ operands }: Input): number {
  if (operands.length !== 1) throw new UsageError('migrate takes one values file');
  const [file] = operands;
  const before = readChecked([fileSource(file)]);
  const unreadable = before.diagnostics.filter(isUnreadable);
  const document = parseDocument(textOf(file) ?? '', { version: '1.1', uniqueKeys: false });
  if (unreadable.length > 0 || document.errors.length > 0) {
    process.stderr.write(report(before.diagnostics.filter(isError)));
    return UNUSABLE;
  }
  const notes = migrate(document);
  const text = document.contents === null ? (textOf(file) ?? '') : document.toString({ lineWidth: 0 });
  const after = readChecked([{ kind: 'text', name: file, text }]);
  if (canonicalJson(after.resolved) !== canonicalJson(before.resolved)) {
    process.stderr.write(`error: ${file}: the keys are bound together by anchors or merges: move them by hand\n`);
    return INVALID;
  }
  process.stdout.write(text);
  process.stderr.write(notes.map((note) => `${file}: ${note}\n`).join(''));
  const errors = after.diagnostics.filter(isError);
  process.stderr.write(report(errors));
  return errors.length > 0 ? INVALID : OK;
}

/** Moves the deprecated keys of a document to their places, with their comments, and takes out those without effect. */
export function migrate(document: Document): string[] {
  const values = (document.toJS() ?? {}) as Json;
  if (!isMap(document.contents) || !isObject(values)) return [];
  return [...moveScalarSection(document), ...DEPRECATED_KEYS.flatMap((key) => moveKey(document, values, key))];
}

function moveScalarSection(document: Document): string[] {
  const { path, key } = SCALAR_SECTION;
  const pair = pairAt(document, splitPath(path).map(String));
  if (!pair || !isScalar(pair.value) || pair.value.value === null) return [];
  const section = new YAMLMap();
  section.set(new Scalar(key), pair.value);
  pair.value = section;
  return [`${path}: is now ${path}.${key}`];
}

function moveKey(document: Document, values: JsonObject, key: DeprecatedKey): string[] {
  const path = splitPath(key.path).map(String);
  const pair = pairAt(document, path);
  if (!pair) return [];
  const isGone = !key.movedTo || isOverruled(values, key) || getAt(values, path) === null;
  if (isGone)
    return remove(document, path, pair, `${key.path}: is removed: ${key.reason ?? `${key.movedTo} is there`}`);
  const target = splitPath(key.movedTo).map(String);
  if (document.hasIn(target)) document.deleteIn(target);
  const isBeside = path.slice(0, -1).join() === target.slice(0, -1).join();
  if (isBeside) (pair.key as Scalar).value = target.at(-1);
  else place(document, target, detach(document, path, pair));
  return [`${key.path}: is now ${key.movedTo}`];
}

type Entry = Pair<unknown, unknown>;

function pairAt(document: Document, path: readonly string[]): Entry | undefined {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  return isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
}

/** The pair, taken out of its map; a map that held nothing else goes with it. */
function detach(document: Document, path: readonly string[], pair: Entry): Entry {
  document.deleteIn(path);
  for (let length = path.length - 1; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length), true);
    if (!isCollection(parent) || parent.items.length > 0) break;
    if (parent.commentBefore) keepComment(document, path.slice(0, length), parent.commentBefore);
    document.deleteIn(path.slice(0, length));
  }
  return pair;
}

/** Puts the pair at its new place; the maps on the way that are missing are made. */
function place(document: Document, target: readonly string[], { key, value }: Entry): void {
  let map = document.contents as YAMLMap;
  for (const name of target.slice(0, -1)) {
    if (!isMap(map.get(name, true))) map.set(new Scalar(name), new YAMLMap());
    map = map.get(name, true) as unknown as YAMLMap;
  }
  const name = new Scalar(target.at(-1));
  if (isScalar(key)) name.commentBefore = key.commentBefore;
  map.set(name, value);
}

function remove(document: Document, path: readonly string[], pair: Entry, note: string): string[] {
  const comments = [isScalar(pair.key) ? pair.key.commentBefore : undefined, commentOf(pair.value)];
  for (const comment of comments) if (comment) keepComment(document, path, comment);
  detach(document, path, pair);
  return [note];
}

const commentOf = (value: unknown): string | null | undefined =>
  isScalar(value) || isCollection(value) || isAlias(value) ? value.comment : undefined;

/** Before the entry that follows, else at the end of the document. */
function keepComment(document: Document, path: readonly string[], comment: string): void {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const items = isMap(map) ? map.items : [];
  const index = items.findIndex(({ key }) => isScalar(key) && key.value === path.at(-1));
  const next = items[index + 1];
  const join = (text: string | null | undefined): string => [comment, text].filter(Boolean).join('\n');
  if (isPair(next) && isScalar(next.key)) next.key.commentBefore = join(next.key.commentBefore);
  else document.comment = join(document.comment);
}
