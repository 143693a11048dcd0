import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ValuesSource } from '../../lib/private/values-file';
import { helm3, helm4 } from '../support/tools';
import { validateObject } from '../support/schema';
import { invalidValues, validValues } from './arbitrary';
import { ACCEPTED, REFUSED } from './cases';
import type { ParityCase } from './cases';
import { objectDifferences } from './differences';
import { brokenRules, constructs, helmBinary, outcomeOf, synthesizer } from './faces';
import type { Installation, Outcome } from './faces';
import { fuzz } from './fuzz';

/** For valid values the chart and the synthesizer give the same objects; what one refuses, so does the other. */

const ROOT = join(__dirname, '..', '..');
const HELMS = [helm4(), helm3()].map(helmBinary);
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parity-'))));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function installationOf({ files, set = [], release = 'tracardi', namespace = 'default' }: ParityCase): Installation {
  const sources = files.map((text): ValuesSource => {
    const file = join(folder, `${written++}.yaml`);
    writeFileSync(file, text);
    return { kind: 'file', file };
  });
  return { sources: [...sources, ...set], release, namespace };
}

/** The chart's answer, which must be the same from both Helms. */
async function chartOf(installation: Installation): Promise<Outcome> {
  const [first, second] = (await Promise.all(HELMS.map((helm) => helm.render(installation)))).map(outcomeOf);
  expect('objects' in second).toBe('objects' in first);
  if ('objects' in first && 'objects' in second) expect(objectDifferences(second.objects, first.objects)).toEqual([]);
  return first;
}

const objectsOf = (outcome: Outcome): Extract<Outcome, { objects: unknown }> => {
  if (!('objects' in outcome)) throw new Error(`refused: ${outcome.refusal}`);
  return outcome;
};

async function expectSameObjects(installation: Installation): Promise<void> {
  const { objects } = objectsOf(await chartOf(installation));
  expect(objectDifferences(objectsOf(synthesizer(installation)).objects, objects)).toEqual([]);
  expect(objectDifferences(objectsOf(constructs(installation)).objects, objects)).toEqual([]);
  expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
}

describe('accepted by both', () => {
  test.each(ACCEPTED)('$name', async (values) => {
    await expectSameObjects(installationOf(values));
  });
});

describe('files', () => {
  const inFolder = (path: string): string[] =>
    (readdirSync(join(ROOT, path), { recursive: true }) as string[])
      .filter((name) => /values[^/]*\.yaml$/.test(name) || path === 'test/data/scenarios')
      .map((name) => join(path, name));
  const files = ['examples', 'charts/tracardi/ci', 'test/data/scenarios'].flatMap(inFolder);

  test.each(files)('%s', async (file) => {
    const sources = [{ kind: 'file' as const, file: join(ROOT, file) }];
    const installation = { sources, release: 'tracardi', namespace: 'default' };
    if ('refusal' in synthesizer(installation)) await expectRefusal(installation);
    else await expectSameObjects(installation);
  });
});

async function expectRefusal(installation: Installation): Promise<void> {
  expect('refusal' in synthesizer(installation)).toBe(true);
  const outcome = await chartOf(installation);
  if ('objects' in outcome) throw new Error('the chart accepts this');
  if (!outcome.refusal.includes('the values are not valid:')) return;
  const said = outcome.refusal.split('\n').filter((line) => line.includes(': ') && !line.startsWith('Error: '));
  expect(said.sort()).toEqual(brokenRules(installation.sources).sort());
}

describe('refused by both', () => {
  test.each(REFUSED)('$name', async (values) => {
    await expectRefusal(installationOf(values));
  });
});

describe('generated values', () => {
  test('valid ones', async () => {
    const report = await fuzz({ values: validValues(), runs: 100, seed: 1, helms: HELMS });
    expect(report.failure).toBeUndefined();
    expect(report.accepted).toBeGreaterThan(50);
  }, 300_000);

  test('near-valid ones', async () => {
    const report = await fuzz({ values: invalidValues(), runs: 80, seed: 1, helms: HELMS });
    expect(report.failure).toBeUndefined();
    expect(report.accepted).toBeLessThan(60);
  }, 300_000);
});
