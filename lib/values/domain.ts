import type { JsonObject } from '../json/json';
import { textAt } from '../json/tree';

/**
 * The domain below which tenants live: as given, or the host of the private API without its first label
 * (`*.your-domain.com` gives `your-domain.com`). Empty where neither tells.
 */
export function tenantDomain(values: JsonObject): string {
  const given = textAt(values, 'config.multiTenant.domain');
  if (given !== '') return given;
  const [, ...rest] = textAt(values, 'api.private.ingress.host').split('.');
  return rest.length >= 2 ? rest.join('.') : '';
}
