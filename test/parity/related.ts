import fc from 'fast-check';
import type { JsonObject } from '../../lib/json/json';
import { CREDENTIALS } from '../../lib/plan/credentials';
import type { Credential } from '../../lib/plan/credentials';
import type { Setting } from './arbitrary';
import { COMPONENTS, ROUTED } from '../support/objects';
import { Plain } from './values-text';
import type { Written } from './values-text';

/** Settings that together break a rule, or just not. Their values are few, so that they meet. */
export function related(): fc.Arbitrary<Setting[]> {
  const component = fc.constantFrom(...COMPONENTS);
  return fc.oneof(
    component.chain((path) => several(scaling(path))),
    component.chain((path) => several(podParts(path))),
    several(accounts()),
    several(routes()),
    several(tenancy()),
    credential(),
    several(images()),
    several(texts()),
  );
}

type Choice = readonly [path: string, value: fc.Arbitrary<Written>];

function several(choices: readonly Choice[]): fc.Arbitrary<Setting[]> {
  return fc
    .subarray([...choices], { minLength: 2 })
    .chain((chosen) => fc.tuple(...chosen.map(([path, value]) => value.map((one) => ({ path, value: one })))));
}

const some = (...choices: Written[]): fc.Arbitrary<Written> => fc.constantFrom(...choices);

function scaling(component: string): Choice[] {
  return [
    [`${component}.autoscaling.enabled`, fc.boolean()],
    [`${component}.autoscaling.targetCpuUtilizationPercentage`, some(null, 80)],
    [`${component}.autoscaling.targetMemoryUtilizationPercentage`, some(null, 80)],
    [`${component}.autoscaling.minReplicas`, some(1, 2, 5)],
    [`${component}.autoscaling.maxReplicas`, some(1, 2, 5)],
    [`${component}.keda.enabled`, fc.boolean()],
    [`${component}.podDisruptionBudget.minAvailable`, some(null, 1, '50%')],
    [`${component}.podDisruptionBudget.maxUnavailable`, some(null, 0, '50%')],
  ];
}

function podParts(component: string): Choice[] {
  const amounts = some('100m', '0.1', '1', '2Gi', '2G', 1);
  return [
    [`${component}.extraContainers`, named({ image: 'i' })],
    [`${component}.extraInitContainers`, named({ image: 'i' })],
    [`${component}.extraVolumes`, named({ emptyDir: {} })],
    [`${component}.extraVolumeMounts`, named({ mountPath: '/m' })],
    [`${component}.nodeAffinity`, some({}, { required: [{ key: 'k', operator: 'Exists' }] })],
    [`${component}.affinity`, some({}, { nodeAffinity: {} }, { podAffinity: {} })],
    [`${component}.strategy`, some({ type: 'Recreate' }, { type: 'Recreate', rollingUpdate: { maxSurge: 1 } })],
    [`${component}.resources.requests.cpu`, amounts],
    [`${component}.resources.limits.cpu`, amounts],
  ];
}

function named(more: JsonObject = {}): fc.Arbitrary<JsonObject[]> {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'tracardi-init'), { maxLength: 3 });
  return names.map((all) => all.map((name) => ({ ...more, name })));
}

const accounts = (): Choice[] =>
  ['seed', 'api.public', 'tms.docker', 'worker.apm.profile'].map((path) => [
    `${path}.serviceAccount`,
    fc.record({ create: fc.boolean(), name: some('', 'a', 'b') }),
  ]);

function routes(): Choice[] {
  const hosts = some('', 'gui.example.com', '*.example.com', 'acme.cdp.example.com', '*.cdp.example.com');
  const ingress = fc.record({ enabled: fc.boolean(), host: hosts, path: some('/', '/a', '/a/', '/a/b') });
  const httpRoute = fc.record({ enabled: fc.boolean(), hostnames: fc.array(hosts.filter(Boolean), { maxLength: 2 }) });
  return [
    ...ROUTED.map((path): Choice => [`${path}.ingress`, ingress]),
    ...ROUTED.map((path): Choice => [`${path}.httpRoute`, httpRoute]),
    ['gateway.enabled', fc.boolean()],
  ];
}

function tenancy(): Choice[] {
  return [
    ['config.multiTenant.multi', some(true, 'no', 'yes', new Plain('on'))],
    ['config.multiTenant.domain', some('', 'example.com', 'cdp.example.com')],
    ['api.private.ingress.host', some('localhost', '*.cdp.example.com')],
    [
      'gui.console.ingress',
      fc.record({ enabled: fc.boolean(), host: some('acme.cdp.example.com', 'gui.example.com') }),
    ],
    ['tenants', fc.array(tenant(), { maxLength: 3 })],
    ['api.private.enabled', fc.boolean()],
    ['tms.docker.enabled', fc.boolean()],
    ['tms.docker.service.name', some('be-tms-svc', 'fe-gui-svc', 'y'.repeat(60))],
    ['fullnameOverride', some('', 'cdp')],
    ['tmsApi.url', some('', 'http://tms.example.com')],
    ['secrets.tms.secretKey', some('', 'k')],
    ['secrets.tms.apiKey', some('', 'k')],
    ['secrets.license.licenseKey', some('', 'k')],
    ['secrets.installation.token', some('tracardi', 'k')],
    ['secrets.installation.allowPublicToken', fc.boolean()],
  ];
}

function tenant(): fc.Arbitrary<JsonObject> {
  const required = fc.record({ name: some('acme', 'ac-me', 'acme1', 'globex', 'gui'), email: some('a@b.example') });
  const password = fc.record({ password: some('hunter2', '') });
  const reference = fc.record({ passwordFrom: some({ name: 's', key: 'k' }, { name: '', key: '' }) });
  const flags = fc.record({ needsAdmin: fc.boolean(), updateMapping: fc.boolean() }, { requiredKeys: [] });
  const secrets = fc.oneof(password, password, reference, fc.constant({}), fc.tuple(password, reference).map(joined));
  return fc.tuple(required, secrets, flags).map(joined);
}

const joined = (parts: readonly object[]): JsonObject => Object.assign({}, ...parts) as JsonObject;

/** A literal, a reference, both or half of one. */
function credential(): fc.Arbitrary<Setting[]> {
  return fc
    .constantFrom<Credential>(...Object.values(CREDENTIALS))
    .chain(({ literal, reference, existing }) =>
      several([
        [literal, some('', 'k')],
        [`${reference}.name`, some('', 's')],
        [`${reference}.key`, some('', 'k')],
        ...(existing ? [[existing.name, some('', 's')] as const, [existing.key, some('', 'k')] as const] : []),
      ]),
    );
}

const images = (): Choice[] =>
  ['api', 'init', 'seed', 'gui.console'].map((path) => [`${path}.image.tag`, some('', '1.1.0')]);

function texts(): Choice[] {
  const document = some({}, { a: { '<<': 1 } }, { '<<': { a: 1 } }, '{"<<": 1}', '"<<":', '[]', '{', null);
  return [
    ['config.preConfiguration.resources', document],
    ['config.preConfiguration.tenantAliases', document],
    ['config.primaryId', some('a\u0000', 'a\u0080', '\uffff', '\\u0000', 'a')],
  ];
}
