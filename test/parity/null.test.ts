import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { setAt, splitPath } from '../../lib/json/tree';
import type { ValueNode } from '../../lib/values/nodes';
import { VALUES } from '../../lib/values/source';
import { data, UPSTREAM_DEFAULTS } from '../support/contract';
import { validateValues } from '../../lib/values/validate';
import { objectsOf, synthesizeValues } from '../support/objects';
import { helm3, helm4 } from '../support/tools';
import { installationOf } from './cases';
import { objectDifferences } from './differences';
import { CHART, execute, helmBinary, outcomeOf, parseObjects, synthesizer } from './faces';

/** Null is to both faces what it is to Helm: the key is not given. */

/** Not of the chart before, though the table tells of them: it did not read them, either. */
const UNKNOWN = ['api.private.spread', 'worker.apm.spread'];
const BEFORE = [...new Set((data('values-tree.yaml') as { key: string }[]).map(({ key }) => key))].filter(
  (key) => !UNKNOWN.includes(key),
);

/** What objects can do without, so that null leaves it out, and Secrets, which are then not given. */
const LEFT_OUT = /\.resources\.(limits|requests)\.(cpu|memory)$|\.replicas$/;
const NOT_GIVEN = ['secrets.dockerHub', 'secrets.installation.token', 'secrets.mergingToken'];

const MULTI = {
  config: { multiTenant: { multi: 'yes', domain: 'cdp.example.com' } },
  secrets: {
    license: { licenseKey: 'l' },
    installation: { token: 'i' },
    tms: { secretKey: 's', apiKey: 'a' },
    elastic: { password: 'e' },
  },
  tenants: [{ name: 'acme', email: 'admin@acme.example', password: 'p' }],
};

/** Keys of ours; of a section, too. */
function pathsOf(node: ValueNode, path = ''): string[] {
  if (node.kind !== 'section') return [path];
  const below = Object.entries(node.children).flatMap(([key, child]) => pathsOf(child, path ? `${path}.${key}` : key));
  return path === '' ? below : [path, ...below];
}

function nulls(paths: readonly string[]): JsonObject {
  const values: JsonObject = {};
  for (const path of paths) setAt(values, splitPath(path), null);
  return values;
}

describe('each key of the chart before', () => {
  const defaults = objectsOf({});

  test('is its default', () => {
    const lasting = BEFORE.filter((path) => !LEFT_OUT.test(path) && !NOT_GIVEN.includes(path));
    expect(lasting.length).toBeGreaterThan(250);
    expect(objectsOf(nulls(lasting))).toEqual(defaults);
  });

  test('or, of a Secret, not given', () => {
    const objects = JSON.stringify(objectsOf(nulls(NOT_GIVEN)));
    expect(JSON.stringify(defaults)).toMatch(/tracardi-dockerhub/);
    expect(JSON.stringify(defaults)).toMatch(/installation-secret/);
    expect(JSON.stringify(defaults)).toMatch(/merging-secret/);
    expect(objects).not.toMatch(/tracardi-dockerhub|installation-secret|merging-secret/);
  });
});

test('each key of ours is accepted', () => {
  const problems = [...pathsOf(VALUES), ...BEFORE].flatMap((path) =>
    validateValues(JSON.stringify(nulls([path])), path).filter(({ severity }) => severity === 'error'),
  );
  // A probe whose handler goes has none.
  expect(problems).toEqual([]);
});

describe('both faces', () => {
  const helms = [helm4(), helm3()].map(helmBinary);
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'null-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const sectionOf = (path: string): string => path.split('.')[0];
  const keys = [...BEFORE, ...pathsOf(VALUES)];
  const leaves = keys.filter((path) => !keys.some((other) => other.startsWith(`${path}.`)));
  const sections = [...new Set(leaves.map(sectionOf))];

  test.each<readonly [string, JsonObject]>([
    ['all keys', nulls(leaves)],
    ['all sections', nulls(sections)],
    ['sections of sections', nulls(keys.filter((path) => /^[^.]+\.[^.]+$/.test(path)))],
    ...sections.map((section) => [section, nulls(leaves.filter((path) => sectionOf(path) === section))] as const),
  ])('make the same objects of nulls: %s', async (_, values) => {
    const files = [values, MULTI].map((one) => JSON.stringify(one));
    const installation = installationOf({ name: 'null', files }, folder);
    const expected = synthesizer(installation);
    if (!('objects' in expected)) throw new Error(expected.refusal.said.join('\n'));
    for (const helm of helms) {
      const made = outcomeOf(await helm.render(installation));
      if (!('objects' in made)) throw new Error(made.refusal.said.join('\n'));
      expect(objectDifferences(expected.objects, made.objects)).toEqual([]);
    }
  });
});

describe('the whole defaults of the chart before', () => {
  test('make the objects of no file, with warnings of deprecated keys alone', () => {
    const { diagnostics } = synthesizeValues(UPSTREAM_DEFAULTS);
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set(['deprecated-key', 'public-token']));
    expect(objectsOf(UPSTREAM_DEFAULTS)).toEqual(objectsOf({}));
  });

  test('so do the keys of its other revisions', () => {
    const others = {
      worker: { destination: { enabled: true, image: { tag: '1.1.17' }, spread: { rules: {} } } },
      copingWorker: { enabled: false },
      digitalOcean: { loadBalancer: false, certId: '' },
      config: { storage: { failOver: { enabled: true, size: '1Gi' } } },
      api: {
        private: { storage: { failOver: { enabled: false } } },
        public: { config: { elasticSavePool: 0, enableIdentification: 'yes' } },
      },
    };
    expect(objectsOf(others)).toEqual(objectsOf({}));
  });

  /** `helm upgrade --reuse-values` puts the values of the release that runs in place of values.yaml. */
  test.each([
    ['Helm 4', helm4()],
    ['Helm 3', helm3()],
  ])('%s reuses them, though they lack what is new', async (_, helm) => {
    const chart = mkdtempSync(join(tmpdir(), 'reuse-'));
    try {
      cpSync(CHART, chart, { recursive: true });
      writeFileSync(join(chart, 'values.yaml'), JSON.stringify(UPSTREAM_DEFAULTS));
      const reused = await execute(helm, ['template', 'tracardi', chart]);
      const fresh = await execute(helm, ['template', 'tracardi', CHART]);
      expect(reused.stderr).toBe('');
      expect(objectDifferences(parseObjects(reused.stdout), parseObjects(fresh.stdout))).toEqual([]);
    } finally {
      rmSync(chart, { recursive: true });
    }
  });
});
