import { tenantFile } from '../../manifests/seed';
import type { TenantValues } from '../../values/generated/resolved';

export interface TenantChanges {
  readonly added: readonly string[];
  /** Not deleted: they stay installed. */
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export function compareTenants(old: readonly TenantValues[], now: readonly TenantValues[]): TenantChanges {
  const before = byName(old);
  const after = byName(now);
  const both = [...after.keys()].filter((name) => before.has(name));
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: both.filter((name) => before.get(name) !== after.get(name)),
  };
}

const byName = (tenants: readonly TenantValues[]): Map<string, string> =>
  new Map(tenants.map((tenant) => [tenant.name, settings(tenant)]));

/** All that the Job does for a tenant, as text for comparison. */
function settings(tenant: TenantValues): string {
  const { password, passwordFrom } = tenant;
  return JSON.stringify([
    tenantFile([tenant]),
    password || null,
    passwordFrom?.name || null,
    passwordFrom?.key || null,
  ]);
}
