import type { KeyPath } from '../diagnostic';
import { isObject, type Json, type JsonObject } from '../json';
import { own, put } from './own-keys';
import { RuneReader } from './rune-reader';
import { readSetValue, type SetKind } from './set-value';

const MAX_INDEX = 65536;
const MAX_DEPTH = 30;

export interface SetProblem {
  readonly message: string;
  readonly path: KeyPath;
}

/** How far an assignment got. `end` is Helm's io.EOF, which it passes on without putting list items in place. */
type Outcome = 'done' | 'end' | SetProblem;

/**
 * Helm's strvals: changes `values` by an expression such as `a.b=1,c[0]={x,y}`, mistakes and all.
 * `onSet` hears of every path that was set.
 */
export function applySet(
  values: JsonObject,
  expression: string,
  kind: SetKind,
  onSet: (path: KeyPath) => void,
): SetProblem | undefined {
  const parser = new SetParser(expression, kind, onSet);
  for (;;) {
    const outcome = parser.key(values, [], 0);
    if (outcome === 'end') return undefined;
    if (outcome !== 'done') return outcome;
  }
}

class SetParser {
  private readonly reader: RuneReader;
  private assignments = 0;

  public constructor(
    expression: string,
    private readonly kind: SetKind,
    private readonly onSet: (path: KeyPath) => void,
  ) {
    this.reader = new RuneReader(expression);
  }

  public key(target: JsonObject, path: KeyPath, depth: number): Outcome {
    const { text: name, stop } = this.reader.until('=[,.');
    switch (stop) {
      case '=':
        return this.assign(path, name, (value) => {
          this.set(target, name, value);
          return undefined;
        });
      case '[':
        return this.list(target, name, path, depth);
      case '.':
        return this.map(target, name, [...path, name], depth + 1);
      default:
        return stop === undefined && name === '' ? 'end' : this.noValue(name, path);
    }
  }

  private map(target: JsonObject, name: string, path: KeyPath, depth: number): Outcome {
    if (depth > MAX_DEPTH) return problem(path, `the key is nested more than ${MAX_DEPTH} levels deep`);
    const existing = own(target, name);
    if (existing !== undefined && !isObject(existing)) {
      return problem(path, 'this is not a map, so nothing can be set in it; set it as a whole, or correct the key');
    }
    const inner = existing ?? {};
    const outcome = this.key(inner, path, depth);
    const empty = Object.keys(inner).length === 0;
    if (outcome === 'done' && empty) return problem(path, 'a key after the dot is missing');
    if (!empty) this.set(target, name, inner);
    return outcome;
  }

  private list(target: JsonObject, name: string, path: KeyPath, depth: number): Outcome {
    const index = this.index([...path, name]);
    if (typeof index !== 'number') return index;
    const existing = own(target, name);
    if (existing !== undefined && !Array.isArray(existing)) {
      return problem(
        [...path, name],
        'this is not a list, so no item of it can be set; set it as a whole, or correct the key',
      );
    }
    const list = existing ?? [];
    const outcome = this.item(list, index, [...path, name, index], depth);
    this.set(target, name, list);
    return outcome;
  }

  private item(list: Json[], index: number, path: KeyPath, depth: number): Outcome {
    const { text, stop } = this.reader.until('[.=');
    if (text !== '') return problem(path.slice(0, -1), 'after the index in [] only "=", "." or "[" may follow');
    switch (stop) {
      case '=':
        return this.assign(path.slice(0, -1), index, (value) => setItem(list, index, value, path), true);
      case '[':
        return this.nestedList(list, index, path, depth);
      case '.':
        return this.nestedMap(list, index, path, depth);
      default:
        return 'end';
    }
  }

  private nestedList(list: Json[], index: number, path: KeyPath, depth: number): Outcome {
    const next = this.index(path);
    if (typeof next !== 'number') return next;
    const existing = list[index] ?? [];
    if (!Array.isArray(existing)) return problem(path, 'this is not a list, so no item of it can be set');
    const outcome = this.item(existing, next, [...path, next], depth);
    if (outcome !== 'done') return outcome;
    return setItem(list, index, existing, path) ?? 'done';
  }

  private nestedMap(list: Json[], index: number, path: KeyPath, depth: number): Outcome {
    let inner = list[index];
    if (!isObject(inner)) {
      inner = {};
      if (index < list.length) list[index] = inner;
    }
    const outcome = this.key(inner, path, depth);
    if (outcome !== 'done') return outcome;
    return setItem(list, index, inner, path) ?? 'done';
  }

  private assign(
    parent: KeyPath,
    part: string | number,
    store: (value: Json) => SetProblem | undefined,
    inList = false,
  ): Outcome {
    const path = [...parent, part];
    const read = readSetValue(this.reader, this.kind);
    if ('problem' in read) return problem(path, read.problem);
    const failure = store(read.value);
    if (failure) return failure;
    this.assignments++;
    if (part !== '') this.onSet(path);
    // Within a list Helm drops the end-of-text mark of an empty value, for a key it passes it on.
    return read.atEnd && !inList ? 'end' : 'done';
  }

  private index(path: KeyPath): number | SetProblem {
    const { text, stop } = this.reader.until(']');
    if (stop === undefined) return problem(path, 'an index is not closed; end it with ]');
    if (!/^[-+]?\d+$/.test(text)) return problem(path, 'the index in [] is not a whole number');
    return checkIndex(Number(text), path) ?? Number(text);
  }

  private set(target: JsonObject, name: string, value: Json): void {
    if (name !== '') put(target, name, value);
  }

  // What stands after a comma may be the rest of a secret, so it is not named.
  private noValue(name: string, path: KeyPath): SetProblem {
    if (this.assignments === 0) return problem([...path, name], 'the key has no value; write key=value');
    return problem([], 'what follows a comma is not key=value; write a comma within a value as \\,');
  }
}

function setItem(list: Json[], index: number, value: Json, path: KeyPath): SetProblem | undefined {
  const failure = checkIndex(index, path.slice(0, -1));
  if (failure) return failure;
  while (list.length < index) list.push(null);
  list[index] = value;
  return undefined;
}

function checkIndex(index: number, path: KeyPath): SetProblem | undefined {
  if (index < 0) return problem(path, 'the index in [] is negative; indices count from 0');
  if (index > MAX_INDEX) return problem(path, `the index in [] is greater than ${MAX_INDEX}`);
  return undefined;
}

function problem(path: KeyPath, message: string): SetProblem {
  return { path, message };
}
