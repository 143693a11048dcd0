import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { MULTI_TENANT } from '../../plan/tenancy';
import { ask } from '../../plan/term';
import { tenantDomain } from '../domain';
import { conflictingRoutes, routesOf, sharedApiPaths, uncoveredHosts } from '../routes';
import type { Route } from '../routes';
import { ISSUERS } from './issuers';
import { listAt, when } from './rule';
import type { Rule } from './rule';

/** Hosts and paths. */
export const routing: readonly Rule[] = [
  {
    id: 'route-conflict',
    sentence:
      'another component has the same host and path, so that chance would decide which one answers: change one of them',
    broken: (values) => conflictingRoutes(values),
  },
  {
    id: 'shared-path',
    sentence:
      'both APIs have this host, and the paths of the collector are put below the path: use a plain one such as / with pathType Prefix',
    broken: (values) => sharedApiPaths(values),
  },
  {
    id: 'ingress-class',
    sentence: 'the annotation kubernetes.io/ingress.class names another class, which Kubernetes refuses: remove it',
    broken: (values) =>
      routesOf(values).flatMap(({ path, ingress, className }) => {
        const annotation = annotationsOf(values, path)['kubernetes.io/ingress.class'];
        const isOther = className !== '' && annotation !== undefined && annotation !== className;
        return when(ingress && isOther, `${path}.ingress.className`);
      }),
  },
  {
    id: 'rewrite-target',
    severity: 'warning',
    sentence:
      'has nginx.ingress.kubernetes.io/rewrite-target without a part of the path, as $1 of a group in ingress.path, so that all requests ask for one page: remove it',
    broken: (values) =>
      routesOf(values).flatMap(({ path, ingress, urlPath }) => {
        const target = annotationsOf(values, path)['nginx.ingress.kubernetes.io/rewrite-target'];
        const isOnePage = typeof target === 'string' && !(/\$[1-9]/.test(target) && urlPath.includes('('));
        return when(ingress && isOnePage, `${path}.ingress.annotations`);
      }),
  },
  {
    id: 'tenant-hosts',
    severity: 'warning',
    sentence:
      'does not lead all tenants here: the first label of a host names the tenant, and in the private API the rest is config.multiTenant.domain: use a wildcard over it, such as *.example.com',
    broken: (values) => unreachableTenants(values),
  },
  {
    id: 'tls-hosts',
    severity: 'warning',
    sentence: 'does not cover all hosts, which leaves the others without a certificate: add them to hosts of an item',
    broken: (values) =>
      routesOf(values).flatMap((route) => when(uncoveredHosts(values, route).length > 0, `${route.path}.ingress.tls`)),
  },
  {
    id: 'issuer-tls',
    severity: 'warning',
    sentence: 'makes cert-manager issue nothing: an item needs hosts and secretName',
    broken: (values) =>
      routesOf(values).flatMap(({ path, ingress }) =>
        when(ingress && isIssuedInVain(values, path), `${path}.ingress.tls`),
      ),
  },
];

/** Places of hosts of the APIs by which not every tenant is reached. */
function unreachableTenants(values: JsonObject): string[] {
  const domain = tenantDomain(values);
  if (domain === '' || !ask(MULTI_TENANT, values, values)) return [];
  return routesOf(values)
    .filter(({ path }) => path.startsWith('api.'))
    .flatMap((route) => [
      ...when(route.ingress && !leadsTenants(values, route, route.hosts), `${route.path}.ingress.host`),
      ...when(route.httpRoute && !leadsTenants(values, route, route.hostnames), `${route.path}.httpRoute.hostnames`),
    ]);
}

/** Without hosts all lead there. */
function leadsTenants(values: JsonObject, { path }: Route, hosts: readonly string[]): boolean {
  const domain = path === 'api.private' ? tenantDomain(values) : undefined;
  const leads = (name: string): boolean =>
    domain === undefined ? hosts.some((host) => host.startsWith(`${name}.`)) : hosts.includes(`${name}.${domain}`);
  const names = listAt(values, 'tenants').map((tenant) => textAt(tenant, 'name'));
  return hosts.length === 0 || leads('*') || (names.length > 0 && names.every(leads));
}

/** Whether annotations ask cert-manager for certificates and no item of TLS says for what. */
function isIssuedInVain(values: JsonObject, path: string): boolean {
  const annotations = annotationsOf(values, path);
  const asks = ISSUERS.some((name) => Object.hasOwn(annotations, name));
  const items = listAt(values, `${path}.ingress.tls`);
  return asks && !items.some((item) => textAt(item, 'secretName') !== '' && listAt(item, 'hosts').length > 0);
}

function annotationsOf(values: JsonObject, path: string): JsonObject {
  const annotations = getAt(values, splitPath(`${path}.ingress.annotations`));
  return isObject(annotations) ? annotations : {};
}
