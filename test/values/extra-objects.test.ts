import { findObject, getObject, objectsOf, synthesizeValues } from '../support/objects';

const ISSUER = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'dns' },
  spec: { acme: {} },
};
const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' }, data: { a: '{{ .Values.x }}' } };

test('a manifest is there as it was given, with our labels and annotations under its own', () => {
  const own = { ...CONFIG, metadata: { name: 'more', labels: { team: 'edge' }, annotations: { a: 'own' } } };
  const values = {
    commonLabels: { team: 'cdp', tier: 'x' },
    commonAnnotations: { a: 'all', b: 'all' },
    extraObjects: [own],
  };
  const object = getObject(objectsOf(values), 'ConfigMap', 'more');
  expect(object.data).toEqual({ a: '{{ .Values.x }}' });
  expect(object.metadata).toMatchObject({
    namespace: 'default',
    annotations: { a: 'own', b: 'all' },
    labels: { team: 'edge', tier: 'x', 'app.kubernetes.io/instance': 'tracardi', 'app.kubernetes.io/name': 'tracardi' },
  });
});

test('names have no prefix, and kinds of the cluster no namespace', () => {
  const objects = objectsOf({ fullnameOverride: 'crm', extraObjects: { issuer: ISSUER, more: CONFIG } });
  expect(getObject(objects, 'ClusterIssuer', 'dns').metadata.namespace).toBeUndefined();
  expect(getObject(objects, 'ConfigMap', 'more').metadata.namespace).toBe('default');
});

test('a later file takes a manifest of a map away', () => {
  const objects = objectsOf({ extraObjects: { issuer: ISSUER, more: CONFIG } }, { extraObjects: { issuer: null } });
  expect(findObject(objects, 'ClusterIssuer', 'dns')).toBeUndefined();
  expect(findObject(objects, 'ConfigMap', 'more')).toBeDefined();
});

describe('bad input', () => {
  const named = (kind: string, name: string): object => ({ apiVersion: 'v1', kind, metadata: { name } });
  const { kind: _kind, ...withoutKind } = CONFIG;
  test.each([
    ['without a kind', [withoutKind], 'extraObjects[0].kind: is required: give it a value'],
    ['without a name', [{ ...CONFIG, metadata: {} }], 'extraObjects[0].metadata.name: is required: give it a value'],
    ['a text', ['kind: ConfigMap'], 'extraObjects[0]: must be a map with apiVersion, kind, metadata, not a text'],
    [
      'one of ours',
      [named('Service', 'be-private-svc')],
      'extraObjects[0]: has the kind and name of an object that this chart makes: choose another name',
    ],
    [
      'a Job of ours',
      { job: named('Job', 'tenant-seed-0123456789') },
      'extraObjects.job: has the kind and name of an object that this chart makes: choose another name',
    ],
    [
      'twice',
      [CONFIG, CONFIG],
      'extraObjects[1]: has kind, namespace and name of another extra object: remove one of them',
    ],
    ['a null', [{ ...CONFIG, data: { a: null } }], 'extraObjects[0].data.a: must be anything but null'],
    ['a misspelt map', 'x', 'extraObjects: must be a list of manifests, or a map of them by names of your own'],
  ])('%s', (_, extraObjects, message) => {
    const { diagnostics } = synthesizeValues({ extraObjects });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => `${error.path!.join('.').replace(/\.(\d+)/g, '[$1]')}: ${error.message}`)).toEqual([
      expect.stringContaining(message) as string,
    ]);
  });

  test('of another kind or namespace the name is free', () => {
    const elsewhere = { ...CONFIG, metadata: { name: 'more', namespace: 'edge' } };
    expect(objectsOf({ extraObjects: [CONFIG, elsewhere, named('Secret', 'be-private-svc')] }).length).toBeGreaterThan(
      3,
    );
  });
});
