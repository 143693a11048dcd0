import type { KeyPath } from '../json/diagnostic';
import { isObject, type Json, type JsonObject } from '../json/json';
import { own, put } from './own-keys';
import { RuneReader } from './rune-reader';
import type { Trail } from './set-place';
import { readSetValue, type SetKind } from './set-value';

const MAX_INDEX = 65536;
const MAX_DEPTH = 30;

export interface SetProblem {
  readonly message: string;
  readonly path: KeyPath;
  readonly column: number;
}

/** How far an assignment got. `end` is Helm's io.EOF, which it passes on without putting list items in place. */
type Outcome = 'done' | 'end' | SetProblem;

type Listener = (trail: Trail, valueColumn: number, isAfterComma: boolean) => void;

/**
 * Helm's strvals: changes `values` by an expression such as `a.b=1,c[0]={x,y}`, mistakes and all.
 * `onSet` hears of every path that was set.
 */
export function applySet(
  values: JsonObject,
  expression: string,
  kind: SetKind,
  onSet: Listener,
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
    private readonly onSet: Listener,
  ) {
    this.reader = new RuneReader(expression, kind !== 'set-literal');
  }

  public key(target: JsonObject, above: Trail, depth: number): Outcome {
    const { column } = this.reader;
    const { text: name, stop } = this.reader.until(this.kind === 'set-literal' ? '=[.' : '=[,.');
    const trail = [...above, { part: name, column }];
    switch (stop) {
      case '=':
        return this.assign(trail, (value) => {
          this.set(target, name, value);
          return undefined;
        });
      case '[':
        return this.list(target, name, trail, depth);
      case '.':
        return this.map(target, name, trail, depth + 1);
      default:
        return stop === undefined && name === '' ? 'end' : this.noValue(trail);
    }
  }

  private map(target: JsonObject, name: string, trail: Trail, depth: number): Outcome {
    if (depth > MAX_DEPTH) return this.problem(trail, `the key is nested more than ${MAX_DEPTH} levels deep`);
    const existing = own(target, name);
    if (existing !== undefined && !isObject(existing)) {
      return this.problem(
        trail,
        'this is not a map, so nothing can be set in it; set it as a whole, or correct the key',
      );
    }
    const inner = existing ?? {};
    const outcome = this.key(inner, trail, depth);
    const empty = Object.keys(inner).length === 0;
    if (outcome === 'done' && empty) return this.problem(trail, 'a key after the dot is missing');
    if (!empty) this.set(target, name, inner);
    return outcome;
  }

  private list(target: JsonObject, name: string, trail: Trail, depth: number): Outcome {
    const step = this.index(trail);
    if ('message' in step) return step;
    const existing = own(target, name);
    if (existing !== undefined && !Array.isArray(existing)) {
      return this.problem(
        trail,
        'this is not a list, so no item of it can be set; set it as a whole, or correct the key',
      );
    }
    const list = existing ?? [];
    const outcome = this.item(list, step.part, [...trail, step], depth);
    this.set(target, name, list);
    return outcome;
  }

  private item(list: Json[], index: number, trail: Trail, depth: number): Outcome {
    const { text, stop } = this.reader.until('[.=');
    if (text !== '') {
      return this.problem(trail.slice(0, -1), 'after the index in [] only "=", "." or "[" may follow');
    }
    switch (stop) {
      case '=':
        return this.assign(trail, (value) => this.setItem(list, index, value, trail), true);
      case '[':
        return this.nestedList(list, index, trail, depth);
      case '.':
        return this.nestedMap(list, index, trail, depth);
      default:
        return 'end';
    }
  }

  private nestedList(list: Json[], index: number, trail: Trail, depth: number): Outcome {
    const step = this.index(trail);
    if ('message' in step) return step;
    const existing = list[index] ?? [];
    if (!Array.isArray(existing)) {
      return this.problem(trail, 'this is not a list, so no item of it can be set; correct the key');
    }
    const outcome = this.item(existing, step.part, [...trail, step], depth);
    if (outcome !== 'done') return outcome;
    return this.setItem(list, index, existing, trail) ?? 'done';
  }

  private nestedMap(list: Json[], index: number, trail: Trail, depth: number): Outcome {
    let inner = list[index];
    if (!isObject(inner)) {
      inner = {};
      if (index < list.length) list[index] = inner;
    }
    const outcome = this.key(inner, trail, depth);
    if (outcome !== 'done') return outcome;
    return this.setItem(list, index, inner, trail) ?? 'done';
  }

  private assign(trail: Trail, store: (value: Json) => SetProblem | undefined, inList = false): Outcome {
    const { column } = this.reader;
    const read = readSetValue(this.reader, this.kind);
    if ('problem' in read) return this.problem(trail, read.problem, column);
    const failure = store(read.value);
    if (failure) return failure;
    if (trail.at(-1)?.part !== '') this.onSet(trail, column, this.assignments > 0);
    this.assignments++;
    // Within a list Helm drops the end-of-text mark of an empty value, for a key it passes it on.
    return read.atEnd && !inList ? 'end' : 'done';
  }

  private index(trail: Trail): { part: number; column: number } | SetProblem {
    const { column } = this.reader;
    const { text, stop } = this.reader.until(']');
    if (stop === undefined) return this.problem(trail, 'an index is not closed; end it with ]', column);
    if (!/^[-+]?\d+$/.test(text)) {
      return this.problem(trail, 'the index in [] is not a whole number; write one, counted from 0', column);
    }
    const part = Number(text);
    return this.checkIndex(part, trail, column) ?? { part, column };
  }

  private set(target: JsonObject, name: string, value: Json): void {
    if (name !== '') put(target, name, value);
  }

  private setItem(list: Json[], index: number, value: Json, trail: Trail): SetProblem | undefined {
    const failure = this.checkIndex(index, trail.slice(0, -1));
    if (failure) return failure;
    while (list.length < index) list.push(null);
    list[index] = value;
    return undefined;
  }

  private checkIndex(index: number, trail: Trail, column?: number): SetProblem | undefined {
    if (index < 0) return this.problem(trail, 'the index in [] is negative; indices count from 0', column);
    if (index > MAX_INDEX) {
      return this.problem(trail, `the index in [] is greater than ${MAX_INDEX}; give a smaller one`, column);
    }
    return undefined;
  }

  private noValue(trail: Trail): SetProblem {
    const message =
      this.assignments === 0
        ? 'the key has no value; write key=value'
        : 'what follows a comma is not key=value; write a comma within a value as \\,';
    return this.problem(trail, message);
  }

  // What stands after a comma may be the rest of a secret, so it is not named.
  private problem(trail: Trail, message: string, column = trail.at(-1)?.column ?? 1): SetProblem {
    return { path: this.assignments === 0 ? trail.map(({ part }) => part) : [], message, column };
  }
}
