import type { JsonObject } from '../json/json';
import { getAt, textAt } from '../json/tree';
import { componentAt } from '../plan/components';
import { listAt } from './rules/rule';

export interface CertificateRef {
  readonly name: string;
  /** Empty: that of the Gateway. */
  readonly namespace: string;
}

/** A listener of the Gateway that the values describe. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  /** Empty: all hosts. */
  readonly hostname: string;
  readonly certificateRefs: readonly CertificateRef[];
}

/** Those of `gateway.listeners`, with the defaults of what they leave out. */
export function listenersOf(values: JsonObject): Listener[] {
  return listAt(values, 'gateway.listeners').map((item) => ({
    name: textAt(item, 'name'),
    port: Number(getAt(item, ['port'])),
    protocol: textAt(item, 'protocol') || 'HTTPS',
    hostname: textAt(item, 'hostname'),
    certificateRefs: listAt(item, 'certificateRefs').map((ref) => ({
      name: textAt(ref, 'name'),
      namespace: textAt(ref, 'namespace'),
    })),
  }));
}

export const isRedirected = (values: JsonObject): boolean => getAt(values, ['gateway', 'redirect', 'enabled']) === true;

/** The listeners that carry routes of components: not those that only send to HTTPS. */
export function servingListeners(values: JsonObject): Listener[] {
  return listenersOf(values).filter(({ protocol }) => protocol === 'HTTPS' || !isRedirected(values));
}

/** Whether all requests for a host, which may be a wildcard, are requests for another. A wildcard stands for any number of labels. */
export function coversHost(wide: string, host: string): boolean {
  return wide === '' || wide === host || (wide.startsWith('*.') && host.endsWith(wide.slice(1)));
}

/** Whether a listener may get a request for one of these hosts; without hosts a route has those of the listener. */
export function carriesHosts({ hostname }: Listener, hosts: readonly string[]): boolean {
  return hosts.length === 0 || hosts.some((host) => coversHost(hostname, host) || coversHost(host, hostname));
}

/** Names of the listeners of our Gateway that carry a component with these hosts. */
export function sectionNames(values: JsonObject, path: string, hosts: readonly string[]): string[] {
  if (listenersOf(values).length === 0) return [`http-${gatewayPort(values, path)}`];
  return servingListeners(values)
    .filter((listener) => carriesHosts(listener, hosts))
    .map(({ name }) => name);
}

/** Port of the listener that carries a component, where the listeners are those by port. */
export function gatewayPort(values: JsonObject, path: string): number {
  return Number(getAt(values, ['gateway', 'ports', componentAt(path).reach!.listener]));
}

/** Names of the Secrets in other namespaces whose certificates the Gateway has, by namespace. */
export function foreignCertificates(values: JsonObject, namespace: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const refs = listenersOf(values).flatMap(({ certificateRefs }) => certificateRefs);
  for (const ref of refs.filter((ref) => ref.namespace !== '' && ref.namespace !== namespace)) {
    const known = names.get(ref.namespace) ?? [];
    names.set(ref.namespace, known.includes(ref.name) ? known : [...known, ref.name]);
  }
  return names;
}
