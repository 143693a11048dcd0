import type { Place, Position } from './place';

/** What a `--set` has set: there is no line to point at, only the option. */
export class SetPlace implements Place {
  public shape: Place['shape'] = 'scalar';
  private readonly children = new Map<string | number, SetPlace>();

  public constructor(private readonly option: string) {}

  public get keepsEarlier(): boolean {
    return this.children.size > 0;
  }

  public add(path: readonly (string | number)[]): void {
    if (path.length === 0) return;
    const [part, ...rest] = path;
    this.shape = typeof part === 'number' ? 'list' : 'map';
    const child = this.children.get(part) ?? new SetPlace(this.option);
    this.children.set(part, child);
    child.add(rest);
  }

  public child(part: string | number): Place | undefined {
    return this.children.get(part);
  }

  public keyPosition(): Position {
    return { file: this.option };
  }

  public valuePosition(): Position {
    return { file: this.option };
  }
}
