import type { PlatformOptions } from './options';
import type { Reply } from './faults';

/** The tenant that a Host header means, or the answer to a request without one. */
export function tenantOf(header: string | undefined, options: PlatformOptions): string | Reply {
  const host = (header ?? '').replace(/:\d+$/, '');
  return options.hostRule === 'open' ? openRule(host) : successorRule(host);
}

function openRule(host: string): string | Reply {
  if (['localhost', '0.0.0.0', '127.0.0.1'].includes(host)) return 'default';
  const parts = host.split('.');
  const name = parts[0].replace(/[^a-z]/g, '');
  if (parts.length < 3) return { status: 500, body: { detail: 'Domain must have 3 parts.' } };
  if (name.length < 3) return { status: 500, body: { detail: 'Tenant name must have at least 3 letters.' } };
  return name;
}

function successorRule(host: string): string | Reply {
  const parts = host.split('.');
  const unknown = { status: 401, body: { detail: 'Unknown tenant context.' } };
  if (/^[\d.]+$/.test(host) || host.includes('[') || parts.length < 3 || parts[0].length < 3) return unknown;
  return parts[0];
}
