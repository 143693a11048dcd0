/** Counts steps and prints a line for each. A step that fails ends its flow; the others go on. */
export class Steps {
  passed = 0;
  failed = 0;
  /** Texts for the end: what was measured. */
  readonly figures: string[] = [];
  private flow = '';

  constructor(private readonly say: (text: string) => void) {}

  /** The flow that the steps to come belong to. */
  begin(flow: string): void {
    this.flow = flow;
  }

  async step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    const begun = Date.now();
    try {
      const result = await work();
      this.passed++;
      this.say(`ok      ${this.flow}: ${name} (${seconds(begun)})`);
      return result;
    } catch (error) {
      this.failed++;
      this.say(`FAILED  ${this.flow}: ${name} (${seconds(begun)})\n${indented((error as Error).message)}`);
      throw new StepFailed();
    }
  }

  figure(text: string): void {
    this.figures.push(`${this.flow}: ${text}`);
    this.say(`        ${this.flow}: ${text}`);
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
