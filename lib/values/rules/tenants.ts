import { groupBy } from '../../json/group-by';
import type { JsonObject } from '../../json/json';
import { textAt } from '../../json/tree';
import { MULTI_TENANT, MULTI_TENANT_SWITCH } from '../../plan/tenancy';
import { ask } from '../../plan/term';
import { tenantDomain } from '../domain';
import { routesOf } from '../routes';
import { listAt, placeOfAll, when } from './rule';
import type { Place, Rule } from './rule';

/** The domain, and the names of tenants. */
export const tenancy: readonly Rule[] = [
  {
    id: 'domain',
    cause: MULTI_TENANT_SWITCH,
    sentence: 'multi-tenancy needs the domain below which tenants live: set config.multiTenant.domain',
    broken: (values) =>
      when(ask(MULTI_TENANT, values, values) && tenantDomain(values) === '', 'config.multiTenant.domain'),
  },
];

export const tenants: readonly Rule[] = [
  {
    id: 'tenant-twice',
    sentence:
      'tenants with one name, or with names that differ only in digits and hyphens, which the program may drop, would become one tenant: rename all but one',
    broken: (values) => {
      const all = listAt(values, 'tenants').map((tenant, index): [number, string] => [index, textAt(tenant, 'name')]);
      const groups = groupBy(all, ([, name]) => reduced(name));
      // In the order of the chart, which goes through a map by its keys.
      const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
      return sorted.flatMap(([, group]) => (group.length > 1 ? [namesAt(group[1][0], group)] : []));
    },
  },
  {
    id: 'tenant-host',
    sentence:
      'another component has this host, so that no tenant may be called like its first label: rename the tenant',
    broken: (values) => {
      const domain = tenantDomain(values);
      const hosts = componentHosts(values);
      return names(values, (name) => hosts.includes(`${name}.${domain}`));
    },
  },
  {
    id: 'tenant-hyphen',
    severity: 'warning',
    sentence: 'some versions of the program drop digits and hyphens from the names of tenants: letters alone are safe',
    broken: (values) => {
      const all = listAt(values, 'tenants').map((tenant, index): [number, string] => [index, textAt(tenant, 'name')]);
      const odd = all.filter(([, name]) => reduced(name) !== name);
      return odd.length > 0 ? [namesAt(odd[0][0], odd)] : [];
    },
  },
];

const namesAt = (index: number, tenants: readonly [number, string][]): Place =>
  placeOfAll(
    `tenants.${index}.name`,
    tenants.map(([, name]) => name),
  );

/** What the program may reduce a tenant's name to: letters only. Two tenants may not become one. */
const reduced = (name: string): string => name.replace(/[^a-z]/g, '');

/** The host of a URL, in lower case. */
const hostOf = (url: string): string => url.toLowerCase().replace(/^https?:\/\/(?:[^/?#]*@)?([^/?#:]*).*$/, '$1');

/** Those of the APIs are hosts of tenants. */
function componentHosts(values: JsonObject): string[] {
  const others = routesOf(values).filter(({ path }) => !path.startsWith('api.'));
  const routed = others.flatMap((route) => [
    ...(route.ingress ? route.hosts : []),
    ...(route.httpRoute ? route.hostnames : []),
  ]);
  return [...routed, hostOf(textAt(values, 'tmsApi.url'))];
}

/** Places of the names for which a condition holds. */
function names(values: JsonObject, isBroken: (name: string) => boolean): Place[] {
  return listAt(values, 'tenants').flatMap((tenant, index) =>
    when(isBroken(textAt(tenant, 'name')), `tenants.${index}.name`),
  );
}
