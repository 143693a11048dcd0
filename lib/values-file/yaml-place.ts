import { isAlias, isMap, isSeq, type LineCounter, type ParsedNode } from 'yaml';
import { type Aliases, isMergeKey, keyOf, type MapNode } from './decoder';
import type { Place, Position } from './place';
import type { Indented } from './unindented';

type Node = ParsedNode | null;

interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** What is needed to tell lines and columns, which are only counted when asked for. */
export class YamlFile {
  private readonly entries = new WeakMap<MapNode, Map<string, Entry>>();
  private pairs: readonly number[] | undefined;

  public constructor(
    public readonly name: string,
    private readonly source: Indented,
    private readonly lines: LineCounter,
  ) {}

  public position(offset: number): Position & { line: number; column: number } {
    const { line } = this.lines.linePos(offset);
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const added = this.source.added.get(line) ?? 0;
    const column = offset - start - added - this.pairsBefore(offset) + this.pairsBefore(start) + 1;
    return { file: this.name, line, column: Math.max(1, column) };
  }

  /** How many characters before the offset take two UTF-16 units. */
  private pairsBefore(offset: number): number {
    this.pairs ??= [...this.source.text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map(({ index }) => index);
    let [low, high] = [0, this.pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Which pair a key of the map comes from, merge keys included. */
  public entriesOf(map: MapNode, aliases: Aliases): Map<string, Entry> {
    let entries = this.entries.get(map);
    if (!entries) {
      entries = new Map();
      this.entries.set(map, entries);
      this.collect(map, aliases, entries);
    }
    return entries;
  }

  private collect(map: MapNode, aliases: Aliases, entries: Map<string, Entry>): void {
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) {
        for (const merged of mergedMaps(value, aliases)) {
          for (const [name, entry] of this.entriesOf(merged, aliases)) entries.set(name, entry);
        }
      } else {
        const name = keyOf(key, aliases)?.name;
        if (name !== undefined) entries.set(name, { key, value });
      }
    }
  }
}

/** In the order in which go-yaml applies them: the first of a list comes last and wins. */
function mergedMaps(node: Node, aliases: Aliases): MapNode[] {
  const nodes = isSeq(node) ? ([...node.items].reverse() as Node[]) : [node];
  return nodes.map((item) => resolve(item, aliases)).filter((item): item is MapNode => isMap(item));
}

function resolve(node: Node, aliases: Aliases): Node {
  return isAlias(node) ? (aliases.get(node) ?? null) : node;
}

export class YamlPlace implements Place {
  public readonly shape: Place['shape'];
  public readonly keepsEarlier: boolean;
  private readonly target: Node;

  public constructor(
    private readonly file: YamlFile,
    private readonly aliases: Aliases,
    private readonly key: Node,
    private readonly value: Node,
  ) {
    this.target = resolve(value, aliases);
    this.shape = isMap(this.target) ? 'map' : isSeq(this.target) ? 'list' : 'scalar';
    this.keepsEarlier = this.shape === 'map';
  }

  public child(part: string | number): Place | undefined {
    if (isMap(this.target)) {
      const entry = this.file.entriesOf(this.target, this.aliases).get(String(part));
      return entry && new YamlPlace(this.file, this.aliases, entry.key, entry.value);
    }
    const item = isSeq(this.target) && typeof part === 'number' ? (this.target.items[part] as Node) : undefined;
    return item ? new YamlPlace(this.file, this.aliases, item, item) : undefined;
  }

  public keyPosition(): Position {
    return this.positionOf(this.key ?? this.value);
  }

  public valuePosition(): Position {
    return this.positionOf(this.value ?? this.key);
  }

  private positionOf(node: Node): Position {
    return node ? this.file.position(node.range[0]) : { file: this.file.name };
  }
}
