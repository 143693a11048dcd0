import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar as ScalarNode,
  type YAMLMap,
} from 'yaml';
import type { KeyPath } from '../json/diagnostic';
import type { Json, JsonObject } from '../json/json';
import { AliasBudget } from './alias-budget';
import { mapKey, type MapKey } from './map-key';
import { put } from './own-keys';
import { resolveScalar, type Scalar } from './scalar';

type Node = ParsedNode | null;
export type MapNode = YAMLMap.Parsed;
export type Aliases = ReadonlyMap<Alias.Parsed, ParsedNode>;

export interface DecodeProblem {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
  readonly offset: number;
  readonly path: KeyPath;
}

export interface Decoded {
  readonly value: Json;
  readonly problems: readonly DecodeProblem[];
  /** What each alias stands for. */
  readonly aliases: Aliases;
}

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/** Makes of a parsed document the JSON that go-yaml v2 and sigs.k8s.io/yaml make of it. */
export function decodeDocument(contents: Node): Decoded {
  const decoder = new Decoder();
  try {
    decoder.budget.spend();
    return { value: decoder.node(contents), problems: decoder.problems, aliases: decoder.aliases };
  } catch (error) {
    if (!(error instanceof ExcessiveAliasing)) throw error;
    return { value: {}, problems: decoder.problems, aliases: decoder.aliases };
  }
}

export function isMergeKey(key: Node): boolean {
  if (!isScalar(key) || key.value !== '<<') return false;
  return key.tag === undefined ? key.type === 'PLAIN' : key.tag === MERGE_TAG || key.tag === '!';
}

export function typeScalar(node: ScalarNode): Scalar | undefined {
  const text = node.value as string;
  if (node.tag === undefined && node.type !== 'PLAIN') return { type: 'str', value: text };
  return resolveScalar(node.tag ?? '', text);
}

export function keyOf(node: Node, aliases: Aliases): MapKey | undefined {
  const target = isAlias(node) ? aliases.get(node) : node;
  const scalar = isScalar(target) ? typeScalar(target) : undefined;
  return scalar && mapKey(scalar);
}

class ExcessiveAliasing extends Error {}

class Decoder {
  public readonly problems: DecodeProblem[] = [];
  public readonly aliases = new Map<Alias.Parsed, ParsedNode>();
  public readonly budget = new AliasBudget();
  private readonly anchors = new Map<string, ParsedNode>();
  private readonly expanding = new Set<Alias.Parsed>();
  private readonly path: (string | number)[] = [];

  public node(node: Node): Json {
    this.spend(node);
    if (node === null) return null;
    if (isAlias(node)) return this.alias(node, null, (target) => this.node(target));
    this.remember(node);
    if (isMap(node)) return this.map(node, {});
    if (isSeq(node)) return node.items.map((item, index) => this.at(index, () => this.node(item as Node)));
    return this.scalar(node);
  }

  private scalar(node: ScalarNode.Parsed): Json {
    const scalar = typeScalar(node);
    if (!scalar) {
      this.report(node, 'yaml-syntax', 'the value is not what its tag (!!…) says; correct the value or remove the tag');
      return null;
    }
    if (scalar.type === 'int') return Number(scalar.value);
    if (scalar.type === 'float' && !Number.isFinite(scalar.value)) {
      this.report(
        node,
        'yaml-syntax',
        'Helm does not accept infinity or "not a number"; give a number, or quote it to give text',
      );
      return null;
    }
    return scalar.value;
  }

  private map(node: MapNode, target: JsonObject): JsonObject {
    const written = new Map<string, string>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        this.merge(value, target, key);
        continue;
      }
      const name = this.key(key, written);
      if (name === undefined) this.node(value);
      else
        put(
          target,
          name,
          this.at(name, () => this.node(value)),
        );
    }
    return target;
  }

  /** Keys that are merged in win over those written before, as in go-yaml, and lose to those after. */
  private merge(node: Node, target: JsonObject, key: Node): void {
    if (isSeq(node)) {
      this.remember(node as ParsedNode);
      for (const item of [...node.items].reverse()) this.mergeOne(item, target, key);
    } else {
      this.mergeOne(node, target, key);
    }
  }

  private mergeOne(node: Node, target: JsonObject, key: Node): void {
    if (isAlias(node)) {
      this.spend(node);
      this.alias(node, undefined, (aliased) => this.mergeOne(aliased, target, key));
    } else if (isMap(node)) {
      this.spend(node);
      this.remember(node);
      this.map(node, target);
    } else {
      this.report(node ?? key, 'yaml-syntax', 'a merge key (<<) needs a map, an alias of a map, or a list of them');
    }
  }

  private key(node: Node, written: Map<string, string>): string | undefined {
    this.spend(node);
    if (isAlias(node)) this.alias(node, undefined, (target) => this.spend(target));
    else if (node) this.remember(node);
    const key = keyOf(node, this.aliases);
    if (!key) {
      this.report(
        node,
        'yaml-syntax',
        'Helm accepts only text, numbers and booleans as a key; write the key in quotes ({{ }} has no meaning in a values file)',
      );
      return undefined;
    }
    this.checkDuplicate(node, key, written.get(key.name));
    written.set(key.name, key.identity);
    return key.name;
  }

  private checkDuplicate(node: Node, { name, identity }: MapKey, earlier: string | undefined): void {
    if (earlier === undefined || this.budget.depth > 0) return;
    this.at(name, () => {
      if (earlier === identity) {
        this.report(
          node,
          'duplicate-key',
          'the key is written twice in this map, and the last one wins; keep one',
          'warning',
        );
      } else {
        const message =
          'the key is written twice in this map, with and without quotes, and Helm picks either at random; keep one';
        this.report(node, 'duplicate-key', message);
      }
    });
  }

  private alias<T>(alias: Alias.Parsed, none: T, use: (target: ParsedNode) => T): T {
    const target = this.aliases.get(alias) ?? this.anchors.get(alias.source);
    if (!target) {
      this.report(
        alias,
        'yaml-syntax',
        'no anchor (&) of this name stands before the alias (*); define it, or quote the value',
      );
      return none;
    }
    this.aliases.set(alias, target);
    if (this.expanding.has(alias)) {
      this.report(alias, 'alias-bomb', 'the alias (*) stands within its own anchor (&); write the value out');
      throw new ExcessiveAliasing();
    }
    this.expanding.add(alias);
    this.budget.depth++;
    const result = use(target);
    this.budget.depth--;
    this.expanding.delete(alias);
    return result;
  }

  private spend(node: Node): void {
    if (this.budget.spend()) return;
    this.report(
      node,
      'alias-bomb',
      'the aliases (*) of this file expand to far more than the file holds; write the values out',
    );
    throw new ExcessiveAliasing();
  }

  // An anchor may be defined again later, so names are bound while walking, and only the first time round.
  private remember(node: ParsedNode): void {
    if (this.budget.depth === 0 && 'anchor' in node && node.anchor) this.anchors.set(node.anchor, node);
  }

  private at<T>(part: string | number, work: () => T): T {
    this.path.push(part);
    const result = work();
    this.path.pop();
    return result;
  }

  private report(node: Node, rule: string, message: string, severity: 'error' | 'warning' = 'error'): void {
    this.problems.push({ severity, rule, message, offset: node?.range[0] ?? 0, path: [...this.path] });
  }
}
