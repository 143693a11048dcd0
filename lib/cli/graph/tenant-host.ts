import { isWildcard } from '../../values/routes';

/** A host that a wildcard stands for: that of the first tenant. */
export function tenantHost(host: string, tenants: readonly string[]): string {
  return isWildcard(host) ? host.replace('*', tenants[0] ?? 'acme') : host;
}
