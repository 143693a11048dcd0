import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helm3, helm4 } from '../support/tools';
import { validateObject } from '../support/schema';
import { invalidValues, validValues } from './arbitrary';
import { ACCEPTED_AT_BOUNDARIES, REFUSED_AT_BOUNDARIES } from './boundary-cases';
import { ACCEPTED, installationOf, REFUSED } from './cases';
import { objectDifferences } from './differences';
import { constructs, helmBinary, outcomeOf, synthesizer } from './faces';
import type { Installation, Outcome, Rendered } from './faces';
import { disagreement, fuzz } from './fuzz';
import { buildHelmBatch, fastestHelm, HelmBatch, settled } from './helm-batch';

/** For valid values the chart and the synthesizer give the same objects; what one refuses, so does the other. */

const ROOT = join(__dirname, '..', '..');
const HELMS = [helm4(), helm3()].map(helmBinary);
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'parity-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the executables printed, to compare the program by which `npm run fuzz` renders many files in one process. */
const runs: { installation: Installation; rendered: Rendered[] }[] = [];

/** A number that a template printed as Helm holds it: equal once it is read, and none that Kubernetes takes. */
const EXPONENT = /^ *(- )?[\w./-]+: [-+]?[\d.]+e[-+]?\d+$/m;

/** The chart's answer, which must be the same from both Helms. */
async function chartOf(installation: Installation): Promise<Outcome> {
  const rendered = await Promise.all(HELMS.map((helm) => helm.render(installation)));
  runs.push({ installation, rendered });
  rendered.forEach((one) => expect('output' in one ? one.output : '').not.toMatch(EXPONENT));
  const [first, second] = rendered.map(outcomeOf);
  expect(disagreement(first, second)).toBeUndefined();
  return first;
}

const objectsOf = (outcome: Outcome): Extract<Outcome, { objects: unknown }> => {
  if (!('objects' in outcome)) throw new Error(`refused: ${outcome.refusal.said.join('\n')}`);
  return outcome;
};

/** Kinds of extra objects, of which no schema is here. */
const OF_USERS = ['ClusterIssuer', 'PriorityClass'];

async function expectSameObjects(installation: Installation): Promise<void> {
  const { objects } = objectsOf(await chartOf(installation));
  expect(objectDifferences(objectsOf(synthesizer(installation)).objects, objects)).toEqual([]);
  expect(objectDifferences(objectsOf(constructs(installation)).objects, objects)).toEqual([]);
  expect(objects.filter(({ kind }) => !OF_USERS.includes(String(kind))).flatMap(validateObject)).toEqual([]);
}

describe('accepted by both', () => {
  test.each([...ACCEPTED, ...ACCEPTED_AT_BOUNDARIES])('$name', async (values) => {
    await expectSameObjects(installationOf(values, folder));
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
  const outcome = await chartOf(installation);
  expect('objects' in outcome).toBe(false);
  expect(disagreement(synthesizer(installation), outcome)).toBeUndefined();
}

describe('refused by both', () => {
  test.each([...REFUSED, ...REFUSED_AT_BOUNDARIES])('$name', async (values) => {
    await expectRefusal(installationOf(values, folder));
  });
});

const hasGo = spawnSync('go', ['version']).status === 0;

describe('the program that renders many files', () => {
  (hasGo ? test.each : test.skip.each)([
    [4, 0],
    [3, 1],
  ] as const)(
    'prints what Helm %i printed above',
    async (version, index) => {
      const batch = new HelmBatch(buildHelmBatch(version));
      try {
        for (const { installation, rendered } of runs)
          expect(settled(await batch.render(installation))).toEqual(settled(rendered[index]));
      } finally {
        batch.close();
      }
    },
    // Without a cache of Go the first build takes some minutes.
    900_000,
  );
});

describe('generated values', () => {
  let helms: ReturnType<typeof fastestHelm>[];
  beforeAll(() => (helms = [fastestHelm(4, 1), fastestHelm(3, 1)]), 900_000);
  afterAll(() => helms.forEach((helm) => helm.close?.()));

  test('valid ones', async () => {
    const report = await fuzz({ values: validValues(), runs: 200, seed: 1, helms });
    expect(report.failure).toBeUndefined();
    // A rule that refuses nearly all would leave little to compare.
    expect(report.accepted).toBeGreaterThan(50);
    expect(report.brokenRules.size).toBeGreaterThan(10);
  }, 300_000);

  test('near-valid ones', async () => {
    const report = await fuzz({ values: invalidValues(), runs: 200, seed: 1, helms });
    expect(report.failure).toBeUndefined();
    expect(report.accepted).toBeLessThan(100);
  }, 300_000);
});
