import { ApiObject, App, Chart, Testing } from 'cdk8s';
import type { Tracardi } from '../lib';
import { Platform, PublicApi, TracardiChart } from '../lib';
import { getObject, podSpec } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What an app adds to an installation, and how it changes one that comes from files. */

const objectsOf = (chart: Chart): KubernetesObject[] => Testing.synth(chart) as KubernetesObject[];

function installation(): { chart: Chart; tracardi: Tracardi } {
  const chart = new TracardiChart(new App(), 'crm', { namespace: 'crm' });
  return { chart, tracardi: chart.tracardi };
}

describe('components', () => {
  test('are all that is deployed', () => {
    const { chart, tracardi } = installation();
    const deployments = objectsOf(chart).filter(({ kind }) => kind === 'Deployment');
    expect(tracardi.components.map(({ deploymentName }) => deploymentName).sort()).toEqual(
      deployments.map(({ metadata }) => metadata.name).sort(),
    );
  });

  test('take containers, volumes and mounts, whose fields are spelled as Kubernetes does', () => {
    const { chart, tracardi } = installation();
    for (const component of tracardi.components) {
      component.addContainer({ name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 9901, hostIp: '10.0.0.1' }] });
      component.addInitContainer({ name: 'wait', image: 'busybox:1' });
      component.addVolume({ name: 'disk', csi: { driver: 'efs', volumeAttributes: { volumeId: 'fs-1' } } });
      component.addMount({ name: 'disk', mountPath: '/disk' });
    }
    const objects = objectsOf(chart);
    for (const { deploymentName } of tracardi.components) {
      const { containers, initContainers, volumes } = podSpec(objects, deploymentName) as { [key: string]: any };
      expect(containers.at(-1)).toEqual({
        name: 'proxy',
        image: 'envoy:1',
        ports: [{ containerPort: 9901, hostIP: '10.0.0.1' }],
      });
      expect(containers[0].volumeMounts).toContainEqual({ name: 'disk', mountPath: '/disk' });
      expect(initContainers.at(-1)).toEqual({ name: 'wait', image: 'busybox:1' });
      // A key of the user's own stays as it is.
      expect(volumes).toContainEqual({ name: 'disk', csi: { driver: 'efs', volumeAttributes: { volumeId: 'fs-1' } } });
    }
  });

  test('refuse what Kubernetes would refuse', () => {
    const api = installation().tracardi.publicApi!;
    const wrong = { name: 'proxy', imgae: 'envoy:1' } as never;
    expect(() => api.addContainer(wrong)).toThrow(
      /extraContainers\[0\].imgae: is not a known key; did you mean image\?/,
    );
    api.addContainer({ name: 'proxy', image: 'envoy:1' });
    expect(() => api.addContainer({ name: 'proxy', image: 'envoy:2' })).toThrow(
      'crm/tracardi/public-api: extraContainers has an item with the name proxy already',
    );
    expect(() => api.addContainer({ name: 'be-fa-public', image: 'a' })).toThrow('already');
    expect(() => api.addMount({ name: 'x', mountPath: '/app/tracardi/fixtures' })).not.toThrow();
  });

  test('of a part alone take them, too', () => {
    const chart = new Chart(new App(), 'alone', { namespace: 'x', disableResourceNameHashes: true });
    const api = new PublicApi(chart, 'api', { platform: new Platform(chart, 'platform', { instance: 'crm' }) });
    api.addContainer({ name: 'proxy', image: 'envoy:1' });
    expect(podSpec(objectsOf(chart), 'be-fa-public').containers.map(({ name }) => name)).toContain('proxy');
  });
});

test('props and files give equal objects where jsii spells a field otherwise', () => {
  const container = { name: 'proxy', image: 'envoy:1' };
  const inProps = { extraContainers: [{ ...container, ports: [{ containerPort: 1, hostIp: '10.0.0.1' }] }] };
  const inFile = { extraContainers: [{ ...container, ports: [{ containerPort: 1, hostIP: '10.0.0.1' }] }] };
  const chart = new TracardiChart(new App(), 'crm', { api: { public: inProps } });
  const other = new TracardiChart(new App(), 'crm', { api: { public: inFile } });
  expect(objectsOf(chart)).toEqual(objectsOf(other));
});

describe('an installation from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  const file = join(folder, 'a.yaml');
  beforeAll(() => writeFileSync(file, 'api: { public: { replicas: 2 }, private: { replicas: 3 } }\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('takes overrides over them', () => {
    const overrides = { api: { public: { replicas: 5, podAnnotations: { note: 'a\u2028b' } } } };
    const objects = objectsOf(TracardiChart.fromValues(new App(), 'crm', [file], { overrides }));
    expect(getObject(objects, 'Deployment', 'be-fa-public').spec).toMatchObject({ replicas: 5 });
    expect(getObject(objects, 'Deployment', 'be-fa-private').spec).toMatchObject({ replicas: 3 });
  });

  test('tells what is wrong in the overrides', () => {
    const overrides = { redis: { prt: 1 } } as never;
    expect(() => TracardiChart.fromValues(new App(), 'crm', [file], { overrides })).toThrow(
      /^overrides:\d+:\d+: error: redis\.prt: is not a known key; did you mean port\? \[unknown-key\]$/,
    );
  });

  test('passes labels and the choice of names on', () => {
    const labels = { team: 'crm' };
    const chart = TracardiChart.fromValues(new App(), 'crm', [file], { labels, disableResourceNameHashes: false });
    for (const { metadata } of objectsOf(chart)) expect(metadata.labels).toMatchObject(labels);
    expect(new ApiObject(chart, 'own', { apiVersion: 'v1', kind: 'ConfigMap' }).name).toMatch(/^crm-own-\w+$/);
    const plain = TracardiChart.fromValues(new App(), 'crm', [file]);
    expect(new ApiObject(plain, 'own', { apiVersion: 'v1', kind: 'ConfigMap' }).name).toBe('crm-own');
  });
});
