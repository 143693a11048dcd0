export const isDomainWildcard = (host: string): boolean => host.startsWith('*.');

/** A host that a wildcard stands for: that of the first tenant. */
export function tenantHost(host: string, tenants: readonly string[]): string {
  return isDomainWildcard(host) ? host.replace('*', tenants[0] ?? 'acme') : host;
}
