import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ValuesSource } from '../../lib/values-file';
import { fileOf } from './arbitrary';
import type { GeneratedValues, SetOption } from './arbitrary';
import { nested } from './bases';
import { objectDifferences } from './differences';
import { constructs, outcomeOf, synthesizer } from './faces';
import type { Helm, Installation, Outcome, Refusal, Rendered } from './faces';
import { Plain, valuesText } from './values-text';
import type { Written } from './values-text';

/** A Helm that may not be the executable itself, and then must show that it does the same. */
export interface FuzzedHelm extends Helm {
  /** Throws where the executable does not print the same. */
  verify?(installation: Installation, rendered: Rendered): Promise<void>;
}

export interface FuzzOptions {
  readonly values: fc.Arbitrary<GeneratedValues>;
  readonly runs: number;
  readonly seed: number;
  readonly helms: readonly FuzzedHelm[];
  /** Files compared at a time. */
  readonly parallel?: number;
  /** Is told after some files how many are done. */
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly runs: number;
  /** How many files both faces accepted. */
  readonly accepted: number;
  /** Rules that a file broke which both faces refused for its rules. */
  readonly brokenRules: ReadonlySet<string>;
  /** The first failure, shrunk, in words; undefined where there is none. */
  readonly failure?: string;
}

/** Runs are made in chunks, so that ten thousand files need no more memory than some hundred. */
const CHUNK = 200;

/** The way through YAML takes as long as all else: it is gone for one file of so many, and to shrink a failure. */
const YAML_EVERY = 8;

/** Compares the faces over generated values files. Stops at the first difference and shrinks it. */
export async function fuzz({ values, runs, seed, helms, parallel = 2, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tracardi-parity-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  let accepted = 0;
  const brokenRules = new Set<string>();
  try {
    for (let start = 0; start < runs; start += CHUNK) {
      if (start > 0) onProgress?.(start);
      const chunkSeed = seed + start;
      const samples = fc.sample(values, { seed: chunkSeed, numRuns: Math.min(CHUNK, runs - start) });
      const results = await pool(samples, parallel, (sample, index) =>
        compare(sample, helms, join(folder, String(index)), index % YAML_EVERY === 0 ? synthesizer : constructs),
      );
      const failed = results.findIndex(({ problem }) => problem !== undefined);
      if (failed >= 0)
        return {
          runs: start + failed + 1,
          accepted,
          brokenRules,
          failure: await shrink(values, chunkSeed, failed, helms, folder),
        };
      accepted += results.filter((result) => result.accepted).length;
      results.forEach((result) => result.rules?.forEach((rule) => brokenRules.add(rule)));
    }
    return { runs, accepted, brokenRules };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function pool<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: size }, worker));
  return results;
}

interface Comparison {
  readonly accepted: boolean;
  readonly rules?: readonly string[];
  readonly problem?: string;
}

async function compare(
  generated: GeneratedValues,
  helms: readonly FuzzedHelm[],
  file: string,
  face: (installation: Installation) => Outcome = synthesizer,
): Promise<Comparison> {
  const { release, namespace } = generated;
  const installation = { sources: writeSources(generated, file), release, namespace };
  const ours = face(installation);
  for (const helm of helms) {
    const rendered = await helm.render(installation);
    const problem = disagreement(ours, outcomeOf(rendered));
    if (problem === undefined) continue;
    await helm.verify?.(installation, rendered);
    return { accepted: false, problem: `${helm.name}\n${problem}` };
  }
  return { accepted: 'objects' in ours, rules: 'refusal' in ours ? ours.refusal.rules : [] };
}

/** In words, where the faces do not give the same objects, or do not refuse for the same reason. */
export function disagreement(ours: Outcome, theirs: Outcome): string | undefined {
  if ('objects' in ours && 'objects' in theirs) {
    const differences = objectDifferences(ours.objects, theirs.objects);
    return differences.length > 0 ? differences.slice(0, 20).join('\n') : undefined;
  }
  if ('refusal' in ours && 'refusal' in theirs && isSame(ours.refusal, theirs.refusal)) return undefined;
  return `the synthesizer ${inWords(ours)}\nthe chart ${inWords(theirs)}`;
}

/** Only the rules are worded alike. */
function isSame(ours: Refusal, theirs: Refusal): boolean {
  // Helm 3 writes the values as YAML and reads them again before it looks at the schema.
  if (theirs.said.some((line) => line.startsWith('yaml: '))) return true;
  if (ours.reason !== theirs.reason || ours.reason === 'fault') return false;
  return ours.reason !== 'rules' || isDeepStrictEqual(ours.said, theirs.said);
}

function inWords(outcome: Outcome): string {
  if ('objects' in outcome) return 'accepts this';
  return `refuses this (${outcome.refusal.reason}):\n${outcome.refusal.said.join('\n')}`;
}

/** What stands in each file. */
function textsOf({ base, settings, more, style }: GeneratedValues): string[] {
  const files = [fileOf(base, settings), ...(more.length > 0 ? [fileOf({}, more)] : [])];
  return files.map((content) => valuesText(content, style));
}

/** The values files, and the options that go with them. */
export function writeSources(generated: GeneratedValues, file: string): ValuesSource[] {
  const sources = textsOf(generated).map((text, index): ValuesSource => {
    const name = `${file}-${index}.yaml`;
    writeFileSync(name, text);
    return { kind: 'file', file: name };
  });
  // The order in which Helm applies them, whatever the order on the command line.
  const options = ['set-json', 'set', 'set-string'].flatMap((name) =>
    generated.set.filter(({ option }) => option === name),
  );
  return [...sources, ...options.map(expressionOf)];
}

function expressionOf({ option, path, value }: SetOption): ValuesSource {
  if (option !== 'set-json') return { kind: option, expression: `${path}=${scalarText(value)}` };
  const [key, ...rest] = path.split('.');
  const inner = rest.length > 0 ? nested(rest.join('.'), value) : value;
  return { kind: 'set-json', expression: `${key}=${JSON.stringify(inner)}` };
}

/** What ends a value in `--set` is escaped. */
function scalarText(value: Written): string {
  const text = value instanceof Plain ? value.text : String(value);
  return text.replace(/[\\,{}[\]]/g, '\\$&');
}

/** Runs the one case again and makes it smaller as long as it fails. */
async function shrink(
  values: fc.Arbitrary<GeneratedValues>,
  seed: number,
  index: number,
  helms: readonly FuzzedHelm[],
  folder: string,
): Promise<string> {
  const property = fc.asyncProperty(values, async (generated) => {
    const { problem } = await compare(generated, helms, join(folder, 'shrink'));
    if (problem !== undefined) throw new Error(problem);
  });
  const result = await fc.check(property, { seed, path: String(index), interruptAfterTimeLimit: 120_000 });
  const smallest = result.counterexample?.[0];
  if (!smallest) return `seed ${seed}, run ${index}: failed once and not again`;
  const { problem } = await compare(smallest, helms, join(folder, 'smallest'));
  const kept = mkdtempSync(join(tmpdir(), 'tracardi-parity-failure-'));
  const sources = writeSources(smallest, join(kept, 'values'));
  const texts = sources.map((source) =>
    'expression' in source ? `--${source.kind} '${source.expression}'` : (source as { file: string }).file,
  );
  const text = textsOf(smallest).join('---\n');
  return `seed ${seed}, run ${index}, release ${smallest.release}, namespace ${smallest.namespace}, written to ${texts.join(' ')}:\n${text}\n${problem}`;
}
