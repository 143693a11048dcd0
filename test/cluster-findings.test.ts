import type { JsonObject } from '../lib/json/json';
import { getAt } from '../lib/json/tree';
import { MULTI_TENANT, getObject, objectsOf, podSpec } from './support/objects';

/** What a real cluster showed of objects that looked right. */

const ingress = (host: string, more: object = {}): JsonObject => ({ ingress: { enabled: true, host, ...more } });
const priority = (objects: ReturnType<typeof objectsOf>, name: string): unknown =>
  getAt(getObject(objects, 'Ingress', name).metadata, ['annotations', 'traefik.ingress.kubernetes.io/router.priority']);

test('an exact host wins over the wildcard on Traefik, too', () => {
  const values = [MULTI_TENANT, { api: { private: ingress('*.d.com'), public: ingress('*.d.com') } }];
  const objects = objectsOf(...values, {
    gui: { console: ingress('gui.d.com') },
    tms: { docker: ingress('tms.other.com') },
    tmsGui: { docker: ingress('x.d.com', { hosts: ['*.e.com'] }) },
  });
  expect(priority(objects, 'fe-gui-ingress')).toBe('10000');
  for (const name of ['be-api-private-ingress', 'be-api-public-ingress', 'be-tms-ingress', 'fe-tms-gui-ingress'])
    expect({ name, priority: priority(objects, name) }).toEqual({ name, priority: undefined });
});

test('a pod goes on answering until proxies have heard of its end', () => {
  const preStop = (settings: JsonObject): unknown => {
    const objects = objectsOf({ api: { public: settings } });
    return podSpec(objects, 'be-fa-public').containers[0].lifecycle;
  };
  expect(preStop({})).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(preStop({ terminationGracePeriodSeconds: 9 })).toEqual({ preStop: { sleep: { seconds: 3 } } });
  expect(preStop({ terminationGracePeriodSeconds: 600 })).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(preStop({ terminationGracePeriodSeconds: 2 })).toBeUndefined();
  expect(preStop({ preStopSleepSeconds: 25 })).toEqual({ preStop: { sleep: { seconds: 25 } } });
  expect(preStop({ preStopSleepSeconds: 0 })).toBeUndefined();
  const own = { preStop: { exec: { command: ['a'] } } };
  expect(preStop({ lifecycle: own, preStopSleepSeconds: 5 })).toEqual(own);
  expect(podSpec(objectsOf({}), 'wk-pl-background').containers[0].lifecycle).toBeUndefined();
});

test('the container of the TMS is not called as in chart 1.1.0, whose patch would remove MYSQL_DATABASE', () => {
  expect(podSpec(objectsOf(MULTI_TENANT), 'be-fa-tms').containers.map(({ name }) => name)).toEqual(['tms']);
});

test('quantities are written as the server stores them', () => {
  const resources = { limits: { cpu: '1000m', memory: '1.5Gi' }, requests: { memory: '0.5Gi' } };
  const [container] = podSpec(objectsOf({ gui: { console: { resources } } }), 'fe-rj-gui').containers;
  expect(container.resources).toMatchObject({ limits: { cpu: '1', memory: '1536Mi' }, requests: { memory: '512Mi' } });
});
