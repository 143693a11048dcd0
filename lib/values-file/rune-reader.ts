export interface Runes {
  readonly text: string;
  /** The character that ended the text; undefined at the end of the expression. */
  readonly stop: string | undefined;
}

/** Reads a `--set` expression character by character, as Helm's strvals does. */
export class RuneReader {
  private readonly runes: readonly string[];
  private position = 0;

  public constructor(
    text: string,
    private readonly hasEscapes = true,
  ) {
    this.runes = [...text];
  }

  /** Of the next character, counted from 1. */
  public get column(): number {
    return this.position + 1;
  }

  public read(): string | undefined {
    return this.runes[this.position++];
  }

  public unread(): void {
    this.position--;
  }

  public skip(text: string): void {
    this.position += [...text].length;
  }

  public rest(): string {
    return this.runes.slice(this.position).join('');
  }

  /** Reads up to one of the stops; a backslash takes the next character as it is, where there are escapes. */
  public until(stops: string): Runes {
    let text = '';
    for (;;) {
      let rune = this.read();
      if (rune === undefined) return { text, stop: undefined };
      if (stops.includes(rune)) return { text, stop: rune };
      if (rune === '\\' && this.hasEscapes) rune = this.read();
      if (rune === undefined) return { text, stop: undefined };
      text += rune;
    }
  }

  /** Skips blanks and a comma; true if there was nothing else before the comma or the end. */
  public skipEmptyValue(): boolean {
    for (;;) {
      const rune = this.read();
      if (rune === undefined || rune === ',') return true;
      if (!/^[\s\x85]$/.test(rune)) {
        this.unread();
        return false;
      }
    }
  }
}
