import type { ApiOptions } from './options';
import type { Reply } from './faults';

/** The tenant that serves every host where the API is not multi-tenant: a generated name. */
export const SINGLE_TENANT = '8504a';

const NOT_SET: Reply = { status: 500, body: { detail: 'Tenant is not set.' } };

/** The tenant that a Host header means, or the answer to a request without one. */
export function tenantOf(header: string | undefined, options: ApiOptions): string | Reply {
  const { mode, singleTenant = SINGLE_TENANT, hostRule } = options;
  if (mode === 'single-tenant' || mode === 'no-licence') return singleTenant;
  const host = (header ?? '').replace(/:\d+$/, '');
  return (hostRule === 'open' ? openRule(host, singleTenant) : successorRule(host)) ?? NOT_SET;
}

function openRule(host: string, singleTenant: string): string | undefined {
  if (['localhost', '0.0.0.0', '127.0.0.1'].includes(host)) return singleTenant;
  const parts = host.split('.');
  const name = parts[0].replace(/[^a-z]/g, '');
  return parts.length < 3 || name.length < 3 ? undefined : name;
}

function successorRule(host: string): string | undefined {
  const parts = host.split('.');
  const isTenant = !/^[\d.]+$/.test(host) && !host.includes('[') && parts.length >= 3 && parts[0].length >= 3;
  return isTenant ? parts[0] : undefined;
}
