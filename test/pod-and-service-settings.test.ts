import { allContainers, getObject, objectsOf, podSpec } from './support/objects';

/** Settings that pass through to pods and Services, as Kubernetes has them. */

const specOf = (objects: ReturnType<typeof objectsOf>, kind: string, name: string): unknown =>
  getObject(objects, kind, name).spec;

test('names are looked up as `defaults` says, in the Job, too; a component may have another way', () => {
  const ndots = { options: [{ name: 'ndots', value: '1' }] };
  const objects = objectsOf({
    defaults: { dnsPolicy: 'Default', dnsConfig: ndots },
    gui: { console: { dnsPolicy: 'ClusterFirst' } },
  });
  for (const name of new Set(allContainers(objects).map(({ deployment }) => deployment)))
    expect(podSpec(objects, name)).toMatchObject({
      dnsPolicy: name === 'fe-rj-gui' ? 'ClusterFirst' : 'Default',
      dnsConfig: ndots,
    });
});

test('a Service of the type NodePort; the load balancer has no node port of its own', () => {
  const objects = objectsOf({
    api: {
      public: {
        minReadySeconds: 15,
        service: {
          type: 'NodePort',
          nodePort: 30080,
          sessionAffinity: 'ClientIP',
          ipFamilyPolicy: 'PreferDualStack',
          externalTrafficPolicy: 'Local',
          loadBalancer: true,
        },
      },
    },
  });
  const alike = { sessionAffinity: 'ClientIP', ipFamilyPolicy: 'PreferDualStack', externalTrafficPolicy: 'Local' };
  const port = { appProtocol: 'http', port: 8585, protocol: 'TCP', targetPort: 80 };
  expect(specOf(objects, 'Service', 'be-public-svc')).toMatchObject({
    ...alike,
    type: 'NodePort',
    ports: [{ ...port, nodePort: 30080 }],
  });
  expect(specOf(objects, 'Service', 'be-public-lb')).toMatchObject({ ...alike, type: 'LoadBalancer', ports: [port] });
  expect(specOf(objects, 'Service', 'be-public-lb')).not.toHaveProperty('ports.0.nodePort');
  expect(specOf(objects, 'Deployment', 'be-fa-public')).toMatchObject({ minReadySeconds: 15 });
});

test('a ClusterIP Service has none of it by itself', () => {
  expect(specOf(objectsOf({}), 'Service', 'be-public-svc')).toEqual({
    type: 'ClusterIP',
    ports: [{ appProtocol: 'http', port: 8585, protocol: 'TCP', targetPort: 80 }],
    selector: expect.anything() as unknown,
  });
});

test('the token of the ServiceAccount is mounted where asked for', () => {
  const objects = objectsOf({ api: { public: { serviceAccount: { automount: true } } } });
  expect(podSpec(objects, 'be-fa-public')).toMatchObject({ automountServiceAccountToken: true });
  expect(podSpec(objects, 'be-fa-private')).toMatchObject({ automountServiceAccountToken: false });
});
