const SMALL = 400_000;
const LARGE = 4_000_000;

/** go-yaml's guard against documents whose aliases blow up: counts what is decoded, and what of it by an alias. */
export class AliasBudget {
  private decoded = 0;
  private byAlias = 0;
  public depth = 0;

  /** False if the document is to be refused. */
  public spend(): boolean {
    this.decoded++;
    if (this.depth > 0) this.byAlias++;
    if (this.byAlias <= 100 || this.decoded <= 1000) return true;
    return this.byAlias / this.decoded <= allowedRatio(this.decoded);
  }
}

function allowedRatio(decoded: number): number {
  if (decoded <= SMALL) return 0.99;
  if (decoded >= LARGE) return 0.1;
  return 0.99 - 0.89 * ((decoded - SMALL) / (LARGE - SMALL));
}
