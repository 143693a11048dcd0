import fc from 'fast-check';
import type { JsonObject } from '../../lib/json/json';
import { getAt, splitPath } from '../../lib/json/tree';
import { VALUES } from '../../lib/values/source';
import { fileOf, validValues } from '../parity/arbitrary';
import { valuesText } from '../parity/values-text';
import { BASES, changed, leavesOf, outcomeOf } from '../support/changes';
import type { Leaf } from '../support/changes';
import { EVERYTHING, merge } from '../support/objects';
import { helm4 } from '../support/tools';
import { objectsOf, template, Workspace } from './chart';
import { parseObjects } from '../parity/faces';

/** An upgrade with other values changes nothing that Kubernetes does not let change, and restarts no pod for nothing. */

const workspace = new Workspace();
afterAll(() => workspace.remove());

const idOf = ({ kind, metadata }: JsonObject): string => `${String(kind)} ${(metadata as { name: string }).name}`;

const IMMUTABLE: { readonly [kind: string]: readonly string[] } = {
  ConfigMap: ['immutable'],
  Deployment: ['spec.selector'],
  Secret: ['immutable', 'type'],
  Service: [
    'spec.clusterIP',
    'spec.clusterIPs',
    'spec.loadBalancerClass',
    // Not immutable, but it would leave the Service without pods until the upgrade is through.
    'spec.selector',
  ],
};

/** All else of a Job's spec is immutable. */
const MUTABLE_IN_JOBS = ['activeDeadlineSeconds', 'backoffLimit', 'parallelism', 'suspend', 'ttlSecondsAfterFinished'];

/** Keys whose description tells not to change them. */
const FIXED: { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /^nameOverride$/, reason: 'selectors hold it' },
  {
    pattern: /^(api\.private|api\.public|gui\.console|tms\.docker|tmsGui\.docker)\.service(\.loadBalancerClass)?$/,
    reason: 'Kubernetes hands a load balancer from one implementation to another at no time',
  },
];
const mayChange = (path: string): boolean => !FIXED.some(({ pattern }) => pattern.test(path));

/** Helm replaces hooks instead of changing them. */
const isHook = (object: JsonObject): boolean =>
  getAt(object, ['metadata', 'annotations', 'helm.sh/hook']) !== undefined;

function immutablePart(object: JsonObject): JsonObject {
  if (object.kind === 'Job')
    return Object.fromEntries(
      Object.entries(object.spec as JsonObject).filter(([field]) => !MUTABLE_IN_JOBS.includes(field)),
    );
  const fields = IMMUTABLE[String(object.kind)] ?? [];
  return Object.fromEntries(fields.map((field) => [field, getAt(object, splitPath(field)) ?? null]));
}

/** How many objects there are before and after. Fails where an immutable field differs. */
function expectUpgrade(what: string, before: readonly JsonObject[], after: readonly JsonObject[]): number {
  const old = new Map(before.map((object) => [idOf(object), object]));
  const common = after.filter((object) => old.has(idOf(object)) && !isHook(object));
  const parts = (objects: readonly JsonObject[]): object[] =>
    objects.map((object) => [what, idOf(object), immutablePart(object)]);
  expect(parts(common)).toEqual(parts(common.map((object) => old.get(idOf(object))!)));
  return common.length;
}

const TENANTS = {
  tenants: [{ name: 'shop', email: 'a@b.example', password: 'p' }],
  seed: { useHelmHooks: false, serviceAccount: { create: true } },
};

/** Most keys have an effect at the first of these, so that few are tried at the others. */
const ALL = merge(BASES['everything deployed'], BASES.Ingress, BASES.autoscaling, TENANTS);
const bases = [ALL, merge(BASES['Gateway API'], TENANTS), BASES.KEDA].map((values) => ({
  values,
  before: outcomeOf(values),
}));

/** The first base at which the key changes an object, with what comes of it. */
function firstEffect(leaf: Leaf): [JsonObject[], JsonObject[]] | undefined {
  for (const { values, before } of bases) {
    const after = outcomeOf(changed(values, leaf));
    if (after.errors.length === 0 && JSON.stringify(after.objects) !== JSON.stringify(before.objects))
      return [before.manifests as JsonObject[], after.manifests as JsonObject[]];
  }
  return undefined;
}

test.each(Object.entries(VALUES.children))('no key of %s touches an immutable field', (section, node) => {
  let compared = 0;
  for (const leaf of leavesOf(node, section).filter(({ path }) => mayChange(path))) {
    const effect = firstEffect(leaf);
    if (effect) compared += expectUpgrade(leaf.path, ...effect);
  }
  // Another fullnameOverride gives all objects other names.
  if (!['nameOverride', 'fullnameOverride', 'digitalOcean', 'global'].includes(section))
    expect(compared).toBeGreaterThan(0);
});

test('what may not be changed is told of each key that is excepted', () => {
  const excepted = leavesOf(VALUES).filter(({ path }) => !mayChange(path));
  expect(excepted).toHaveLength(6);
  for (const leaf of excepted) {
    const [before, after] = firstEffect(leaf)!;
    expect(() => expectUpgrade(leaf.path, before, after)).toThrow();
  }
});

test('no generated change of values touches an immutable field, through Helm', () => {
  const base = merge(EVERYTHING, TENANTS);
  const before = objectsOf(helm4(), workspace.values(JSON.stringify(base)));
  let compared = 0;
  for (const { settings } of fc.sample(validValues(), { seed: 7, numRuns: 25 })) {
    const changes = settings.filter(({ path }) => mayChange(path));
    const text = valuesText(fileOf(base, changes));
    const { status, stdout } = template(helm4(), workspace.values(text));
    if (status === 0) compared += expectUpgrade(text, before, parseObjects(stdout));
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
