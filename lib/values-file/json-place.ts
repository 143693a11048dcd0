import type { Place, Position } from './place';

/** A value of a `--set-json` that is a whole object: columns count from its beginning, over all lines that it may have. */
export class JsonPlace implements Place {
  public constructor(
    private readonly inner: Place,
    private readonly option: Position,
    private readonly expression: string,
  ) {}

  public get shape(): Place['shape'] {
    return this.inner.shape;
  }

  public get keepsEarlier(): boolean {
    return this.inner.keepsEarlier;
  }

  public child(part: string | number): Place | undefined {
    const child = this.inner.child(part);
    return child && new JsonPlace(child, this.option, this.expression);
  }

  public keyPosition(): Position {
    return this.inOption(this.inner.keyPosition());
  }

  public valuePosition(): Position {
    return this.inOption(this.inner.valuePosition());
  }

  private inOption({ line = 1, column = 1 }: Position): Position {
    const before = this.expression.split('\n').slice(0, line - 1);
    return { ...this.option, column: before.reduce((sum, text) => sum + [...text].length + 1, column) };
  }
}
