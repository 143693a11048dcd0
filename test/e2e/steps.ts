/** What all flows together have come to. */
export class Tally {
  passed = 0;
  failed = 0;
  /** Texts for the end: what was measured. */
  readonly figures: string[] = [];

  constructor(readonly say: (text: string) => void) {}
}

/** Counts the steps of a flow and prints a line for each. A step that fails ends its flow; the others go on. */
export class Steps {
  constructor(
    private readonly tally: Tally,
    private readonly flow: string,
  ) {}

  async step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    const begun = Date.now();
    try {
      const result = await work();
      this.tally.passed++;
      this.tally.say(`ok      ${this.flow}: ${name} (${seconds(begun)})`);
      return result;
    } catch (error) {
      this.tally.failed++;
      this.tally.say(`FAILED  ${this.flow}: ${name} (${seconds(begun)})\n${indented((error as Error).message)}`);
      throw new StepFailed();
    }
  }

  figure(text: string): void {
    this.tally.figures.push(`${this.flow}: ${text}`);
    this.tally.say(`        ${this.flow}: ${text}`);
  }
}

/** The step has told its reason. */
export class StepFailed extends Error {}

const seconds = (begun: number): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`;

const indented = (text: string): string => text.replace(/^/gm, '        ');

/** Fails with a text where the condition does not hold. */
export function demand(condition: boolean, text: string): void {
  if (!condition) throw new Error(text);
}

/** Fails where two values differ, with both. */
export function demandEqual(found: unknown, expected: unknown, what: string): void {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  demand(a === b, `${what}: expected ${b}, found ${a}`);
}
