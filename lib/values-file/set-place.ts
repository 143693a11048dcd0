import type { Place, Position } from './place';

/** A part of a path that an expression sets, and where it stands there, in characters from 1. */
export interface Step {
  readonly part: string | number;
  readonly column: number;
}

export type Trail = readonly Step[];

/** What a `--set` has set. Its line is the number of the option. */
export class SetPlace implements Place {
  public shape: Place['shape'] = 'scalar';
  private readonly children = new Map<string | number, SetPlace>();

  public constructor(
    private readonly option: Position,
    private readonly key: Position = option,
    private readonly value: Position = option,
  ) {}

  public get keepsEarlier(): boolean {
    return this.children.size > 0;
  }

  public add(trail: Trail, valueColumn: number, isAfterComma: boolean): void {
    if (trail.length === 0) return;
    const [{ part, column }, ...rest] = trail;
    this.shape = typeof part === 'number' ? 'list' : 'map';
    const at = (place: number): Position => ({ ...this.option, column: place, isAfterComma });
    const child = this.children.get(part) ?? new SetPlace(this.option, at(column), at(valueColumn));
    this.children.set(part, child);
    child.add(rest, valueColumn, isAfterComma);
  }

  public child(part: string | number): Place | undefined {
    return this.children.get(part);
  }

  public keyPosition(): Position {
    return this.key;
  }

  public valuePosition(): Position {
    return this.value;
  }
}
