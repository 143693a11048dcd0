import { isObject } from '../../private/json';
import type { JsonObject } from '../../private/json';

export interface TenantChanges {
  readonly added: readonly string[];
  /** Not deleted: they stay installed. */
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export function compareTenants(old: JsonObject, now: JsonObject): TenantChanges {
  const before = tenantsOf(old);
  const after = tenantsOf(now);
  const both = [...after.keys()].filter((name) => before.has(name));
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: both.filter((name) => before.get(name) !== after.get(name)),
  };
}

/** Settings of each tenant as text, by name. */
function tenantsOf({ tenants }: JsonObject): Map<string, string> {
  const list = (Array.isArray(tenants) ? tenants : []).filter(isObject);
  return new Map(list.map((tenant) => [String(tenant.name), JSON.stringify(Object.entries(tenant).sort())]));
}
