import type { HttpRouteValues, IngressValues } from '../values/generated/resolved';
import type { Json, JsonObject } from '../json/json';
import type { Listener } from '../values/listeners';
import { given } from './manifests';

export interface PathMatch {
  readonly path: string;
  readonly pathType: string;
}

/** The paths of one host. */
export interface RoutePaths {
  readonly host: string;
  readonly paths: PathMatch[];
}

export interface Backend {
  readonly name: string;
  readonly port: number;
}

export function ingressSpec(values: IngressValues, routes: RoutePaths[], { name, port }: Backend): JsonObject {
  const backend = { service: { name, port: { number: port } } };
  return {
    ...given('ingressClassName', values.className),
    ...given('tls', values.tls),
    rules: routes.map(({ host, paths }) => ({ host, http: { paths: paths.map((match) => ({ ...match, backend })) } })),
  };
}

export function httpRouteSpec(
  values: HttpRouteValues,
  hostnames: string[],
  paths: PathMatch[],
  parentRefs: JsonObject[],
  { name, port }: Backend,
): JsonObject {
  return {
    parentRefs,
    ...given('hostnames', hostnames),
    rules: [
      {
        matches: paths.map(({ path, pathType }) => ({
          path: { type: pathType === 'Exact' ? 'Exact' : 'PathPrefix', value: path },
        })),
        ...given('filters', values.filters),
        backendRefs: [{ name, port }],
        ...given('timeouts', values.timeouts),
      },
    ],
  };
}

/** A listener a port. Routes carry the hosts. */
export function portListeners(certificateRefs: Json[], ports: number[]): JsonObject[] {
  const protocol = certificateRefs.length > 0 ? 'HTTPS' : 'HTTP';
  return ports.map((port) => ({ name: `http-${port}`, port, protocol, ...terminated(certificateRefs) }));
}

export function listenerSpec({ name, port, protocol, hostname, certificateRefs }: Listener): JsonObject {
  const refs = certificateRefs.map(({ name, namespace }) => ({ name, ...given('namespace', namespace) }));
  return { name, port, protocol, ...given('hostname', hostname), ...terminated(refs) };
}

const terminated = (certificateRefs: Json[]): JsonObject =>
  certificateRefs.length > 0 ? { tls: { mode: 'Terminate', certificateRefs } } : {};

/** An HTTPRoute that sends all that listeners of a Gateway are asked for to HTTPS. */
export function redirectSpec(gateway: string, listeners: readonly Listener[], port: Json): JsonObject {
  const requestRedirect = { scheme: 'https', statusCode: 301, ...given('port', port) };
  return {
    parentRefs: listeners.map(({ name }) => ({ name: gateway, sectionName: name })),
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }],
  };
}

/** Lets the Gateways of a namespace have these Secrets. */
export function referenceGrantSpec(namespace: string, secrets: readonly string[]): JsonObject {
  return {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace }],
    to: secrets.map((name) => ({ group: '', kind: 'Secret', name })),
  };
}
