import fc from 'fast-check';
import type { JsonObject } from '../../lib/private/json';
import { getAt } from '../../lib/private/tree';
import { fileOf, validValues } from '../parity/arbitrary';
import { valuesText } from '../parity/values-text';
import { EVERYTHING } from '../support/objects';
import { helm4 } from '../support/tools';
import { objectsOf, template, Workspace } from './chart';
import { parseObjects } from '../parity/faces';

/** An upgrade with other values changes nothing that Kubernetes does not let change, and restarts no pod for nothing. */

const workspace = new Workspace();
afterAll(() => workspace.remove());

const idOf = ({ kind, metadata }: JsonObject): string => `${String(kind)} ${(metadata as { name: string }).name}`;

const IMMUTABLE: { [kind: string]: string[][] } = {
  Deployment: [['spec', 'selector']],
  Service: [
    ['spec', 'selector'],
    ['spec', 'type'],
    ['spec', 'clusterIP'],
  ],
};

test('no generated change of values touches an immutable field', () => {
  const before = new Map(
    objectsOf(helm4(), workspace.values(JSON.stringify(EVERYTHING))).map((object) => [idOf(object), object]),
  );
  let compared = 0;
  for (const { settings } of fc.sample(validValues(), { seed: 7, numRuns: 25 })) {
    // Its description tells users never to change it, since selectors hold it.
    const changes = settings.filter(({ path }) => path !== 'nameOverride');
    const { status, stdout } = template(helm4(), workspace.values(valuesText(fileOf(EVERYTHING, changes))));
    if (status !== 0) continue;
    for (const object of parseObjects(stdout)) {
      const old = before.get(idOf(object));
      for (const path of old ? (IMMUTABLE[String(object.kind)] ?? []) : []) {
        expect([idOf(object), getAt(object, path)]).toEqual([idOf(object), getAt(old, path)]);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(150);
}, 120_000);

test.each([
  [
    'secrets: { redis: { password: other } }',
    ['be-fa-private', 'be-fa-public', 'bg-queue-prod', 'wk-apm', 'wk-rd-upgrades'],
  ],
  ['secrets: { license: { licenseKey: other } }', ['be-fa-private', 'be-fa-public', 'bg-queue-prod', 'wk-apm']],
  [
    'secrets: { tms: { secretKey: other } }',
    ['be-fa-private', 'be-fa-public', 'be-fa-tms', 'bg-queue-prod', 'wk-apm', 'wk-rd-upgrades'],
  ],
  ['config: { preConfiguration: { tenantAliases: { a: b } } }', ['be-fa-private', 'be-fa-public', 'bg-queue-prod']],
  ['gui: { console: { config: { customJs: x } } }', ['fe-rj-gui']],
  ['api: { private: { labels: { a: b }, replicas: 3 } }', []],
  ['commonAnnotations: { a: b }', []],
])('%s restarts exactly the pods that read it', (change, restarted) => {
  const values = `${JSON.stringify(EVERYTHING)}\n`;
  const templatesOf = (...texts: string[]): Map<string, string> =>
    new Map(
      objectsOf(helm4(), workspace.values(values, 'secrets: { redis: { password: p } }', ...texts))
        .filter(({ kind }) => kind === 'Deployment')
        .map((object) => [
          (object.metadata as { name: string }).name,
          JSON.stringify(getAt(object, ['spec', 'template'])),
        ]),
    );
  const [before, after] = [templatesOf(), templatesOf(change)];
  const changed = [...after].filter(([name, pod]) => before.get(name) !== pod).map(([name]) => name);
  expect(changed.filter((name) => !name.startsWith('wk-pl-')).sort()).toEqual(restarted);
  // The queue workers read what the bridge reads.
  const workers = ['wk-pl-background', 'wk-pl-collector', 'wk-pl-workflow'];
  const expected = restarted.includes('bg-queue-prod') ? workers : [];
  expect(changed.filter((name) => name.startsWith('wk-pl-')).sort()).toEqual(expected);
});
