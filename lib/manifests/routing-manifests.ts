import type { HttpRouteValues, IngressValues } from '../values/generated/resolved';
import type { Json, JsonObject } from '../json/json';
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
export function gatewaySpec(values: JsonObject, ports: number[]): JsonObject {
  const certificateRefs = (values.certificateRefs ?? []) as Json[];
  const transport: JsonObject =
    certificateRefs.length > 0
      ? { protocol: 'HTTPS', tls: { mode: 'Terminate', certificateRefs } }
      : { protocol: 'HTTP' };
  return {
    gatewayClassName: values.className,
    listeners: ports.map((port) => ({ name: `http-${port}`, port, ...transport })),
  };
}
