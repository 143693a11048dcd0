import type { JsonObject } from '../../lib/json/json';
import { getAt, splitPath } from '../../lib/json/tree';
import { getObject, objectsOf, problemsOf, synthesizeValues } from '../support/objects';

const MULTI = {
  config: { multiTenant: { multi: 'yes', domain: 'cdp.example.com' } },
  secrets: { license: { licenseKey: 'l' }, installation: { token: 'i' }, tms: { secretKey: 's', apiKey: 'a' } },
  tenants: [{ name: 'acme', email: 'admin@acme.example', password: 'p' }],
};
const TOLERATIONS = [{ key: 'cdp', operator: 'Exists' }];
const COMPONENTS = ['be-fa-private', 'be-fa-public', 'be-fa-tms', 'fe-rj-gui', 'fe-rj-tms-gui', 'wk-pl-background'];

const pods = (...values: object[]): JsonObject[] =>
  objectsOf(...values)
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map((object) => getAt(object, ['spec', 'template', 'spec']) as JsonObject);

const at = (values: object[], name: string, path: string): unknown =>
  getAt(getObject(objectsOf(...values), 'Deployment', name), splitPath(path));

test('one toleration, written once, is in every pod', () => {
  const all = pods(MULTI, { defaults: { tolerations: TOLERATIONS } });
  expect(all.length).toBeGreaterThan(COMPONENTS.length);
  for (const pod of all) expect(pod.tolerations).toEqual(TOLERATIONS);
});

describe('a component wins', () => {
  test.each([
    ['a number that is its own default', { replicas: 2 }, { replicas: 1 }, 'spec.replicas', 1],
    [
      'a list',
      { tolerations: TOLERATIONS },
      { tolerations: [{ key: 'x' }] },
      'spec.template.spec.tolerations',
      [{ key: 'x' }],
    ],
    ['an empty list', { tolerations: TOLERATIONS }, { tolerations: [] }, 'spec.template.spec.tolerations', undefined],
    ['null', { tolerations: TOLERATIONS }, { tolerations: null }, 'spec.template.spec.tolerations', undefined],
    [
      'an empty text',
      { priorityClassName: 'high' },
      { priorityClassName: '' },
      'spec.template.spec.priorityClassName',
      undefined,
    ],
    [
      'a map, merged',
      { nodeSelector: { a: '1', b: '2' } },
      { nodeSelector: { b: '3' } },
      'spec.template.spec.nodeSelector',
      { a: '1', b: '3' },
    ],
    [
      'a map that is null',
      { nodeSelector: { a: '1' } },
      { nodeSelector: null },
      'spec.template.spec.nodeSelector',
      undefined,
    ],
  ])('%s', (_, defaults, own, path, expected) => {
    expect(at([{ defaults, gui: { console: own } }], 'fe-rj-gui', path)).toEqual(expected);
  });

  test('false', () => {
    const values = {
      defaults: { podDisruptionBudget: { enabled: true } },
      gui: { console: { podDisruptionBudget: { enabled: false } } },
    };
    const budgets = objectsOf(values).filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name)).toContain('be-fa-public');
    expect(budgets.map(({ metadata }) => metadata.name)).not.toContain('fe-rj-gui');
  });
});

describe('what components have by themselves', () => {
  const of = (defaults: object): JsonObject => {
    const deployment = getObject(objectsOf({ defaults }), 'Deployment', 'be-fa-public');
    return (getAt(deployment, ['spec', 'template', 'spec', 'containers']) as JsonObject[])[0];
  };

  test('is merged with a default', () => {
    expect(of({ resources: { limits: { memory: '2Gi' } } }).resources).toEqual({
      limits: { cpu: '500m', memory: '2Gi' },
      requests: { cpu: '100m', memory: '100Mi' },
    });
  });

  test('is taken away by null', () => {
    expect(of({ resources: null }).resources).toBeUndefined();
  });

  test('stays without defaults', () => {
    expect(objectsOf({ defaults: {} })).toEqual(objectsOf({}));
  });
});

describe('bad input', () => {
  test.each([
    [
      'a key of one component',
      'defaults: { service: { port: 80 } }',
      /^defaults\.service: .*write it into a component such as api\.private$/,
    ],
    [
      'a probe',
      'defaults: { readinessProbe: null }',
      /^defaults\.readinessProbe: .*write it into a component such as api\.private$/,
    ],
    ['a misspelt key', 'defaults: { toleration: [] }', /did you mean tolerations\?/],
    ['a wrong type', 'defaults: { replicas: "2" }', /^defaults\.replicas: must be a whole number/],
  ])('%s', (_, yaml, message) => {
    const { diagnostics } = synthesizeValues(yaml);
    expect(
      diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ path, message: text }) => `${path!.join('.')}: ${text}`),
    ).toEqual([expect.stringMatching(message) as string]);
  });

  test('a rule that a default breaks is told at the default', () => {
    const { diagnostics } = synthesizeValues('defaults:\n  keda:\n    enabled: true\n');
    expect(diagnostics.filter(({ rule }) => rule === 'keda-triggers').every(({ line }) => line !== undefined)).toBe(
      true,
    );
    expect(problemsOf('defaults: { keda: { enabled: true } }')).toContain('api.private.keda.triggers: keda-triggers');
  });
});
