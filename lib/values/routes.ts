import { ask } from '../plan/term';
import { ROUTED, componentAt, deployed } from '../plan/components';
import { canonicalJson } from '../json/canonical-json';
import type { Json, JsonObject } from '../json/json';
import { getAt, splitPath, textAt } from '../json/tree';
import { PATTERN_SIGNS } from '../plan/rules';
import { gatewayPort, sectionNames } from './listeners';

/** How one component is reached from outside. */
export interface Route {
  /** Dotted path of the component. */
  readonly path: string;
  readonly ingress: boolean;
  readonly httpRoute: boolean;
  readonly className: string;
  /** Hosts of the Ingress. */
  readonly hosts: string[];
  /** Hosts of the HTTPRoute. */
  readonly hostnames: string[];
  /** Without the slash at its end, which says nothing in a prefix. */
  readonly urlPath: string;
  /** What the HTTPRoute hangs on, one text each. */
  readonly parents: string[];
}

/** The routes of deployed components, or of those at the paths given. */
export function routesOf(values: JsonObject, paths?: readonly string[]): Route[] {
  const routed = paths ?? ROUTED.map(({ path }) => path).filter((path) => isDeployed(values, path));
  return routed.map((path) => routeOf(values, path));
}

export function isDeployed(values: JsonObject, path: string): boolean {
  return ask(deployed(componentAt(path)), values, values);
}

function routeOf(values: JsonObject, path: string): Route {
  const block = getAt(values, splitPath(path)) as JsonObject;
  const ingress = (block.ingress ?? {}) as JsonObject;
  const httpRoute = (block.httpRoute ?? {}) as JsonObject;
  const hosts = [ingress.host, ...strings(ingress.hosts)].filter(
    (host): host is string => typeof host === 'string' && host !== '',
  );
  const unique = [...new Set(hosts)];
  const given = strings(httpRoute.hostnames);
  const hostnames = given.length > 0 ? [...new Set(given)] : unique;
  return {
    path,
    ingress: ingress.enabled === true,
    httpRoute: httpRoute.enabled === true,
    className: String(ingress.className ?? ''),
    hosts: unique,
    hostnames,
    urlPath: String(ingress.path ?? '/').replace(/\/$/, ''),
    parents: parentsOf(values, path, hostnames),
  };
}

function parentsOf(values: JsonObject, path: string, hostnames: readonly string[]): string[] {
  const given = getAt(values, [...splitPath(path), 'httpRoute', 'parentRefs']);
  if (Array.isArray(given) && given.length > 0) return given.map(canonicalJson);
  if (getAt(values, ['gateway', 'enabled']) !== true) return [];
  return sectionNames(values, path, hostnames).map((name) => `listener ${name}`);
}

/** The routes that hang on our Gateway: those that name no other. */
export function gatewayRoutes(values: JsonObject, routes: readonly Route[]): Route[] {
  return routes.filter(
    ({ path, httpRoute }) => httpRoute && !hasParentRefs(getAt(values, [...splitPath(path), 'httpRoute'])),
  );
}

/** Ports of the Gateway's listeners, where they are those by port. */
export function listenerPorts(values: JsonObject, routes: readonly Route[]): number[] {
  const ports = gatewayRoutes(values, routes).map(({ path }) => gatewayPort(values, path));
  return [...new Set(ports)].sort((a, b) => a - b);
}

function hasParentRefs(httpRoute: Json | undefined): boolean {
  const refs = getAt(httpRoute, ['parentRefs']);
  return Array.isArray(refs) && refs.length > 0;
}

/** Paths of the values that make a route equal to an earlier one; the two APIs share hosts by design. */
export function conflictingRoutes(values: JsonObject): string[] {
  const routes = routesOf(values);
  return routes.flatMap((route, index) => {
    const others = routes.slice(0, index).filter((other) => !(isApi(other) && isApi(route)));
    const ingress = others.some((other) => sharedHosts(other, route).length > 0);
    const httpRoute = others.some((other) => shareHttpRoute(other, route));
    return [
      ...(ingress ? [`${route.path}.ingress.host`] : []),
      ...(httpRoute ? [`${route.path}.httpRoute.hostnames`] : []),
    ];
  });
}

const isApi = (route: Route): boolean => route.path.startsWith('api.');

/**
 * Whether all hosts of a route's Ingress are exact and the wildcard of another's covers one of them. Traefik takes the longest rule,
 * which is the wildcard's.
 */
export function isUnderWildcard(route: Route, routes: readonly Route[]): boolean {
  const wildcards = routes.filter(({ ingress }) => ingress).flatMap(({ hosts }) => hosts.filter(isWildcard));
  const covered = route.hosts.some((host) => wildcards.includes(host.replace(/^[^.]+/, '*')));
  return covered && !route.hosts.some(isWildcard);
}

export const isWildcard = (host: string): boolean => host.startsWith('*.');

/** Places of paths of the APIs below which, on a host that both have, no path of the collector can be put. */
export function sharedApiPaths(values: JsonObject): string[] {
  const [first, second] = routesOf(values).filter(isApi);
  if (!first || !second) return [];
  if (sharedHosts(first, second).length === 0 && !shareHttpRoute(first, second)) return [];
  return [first, second].flatMap(({ path }) => [
    ...(new RegExp(PATTERN_SIGNS).test(textAt(values, `${path}.ingress.path`)) ? [`${path}.ingress.path`] : []),
    ...(textAt(values, `${path}.ingress.pathType`) === 'Exact' ? [`${path}.ingress.pathType`] : []),
  ]);
}

/** Hosts of a component's Ingress that no item of its TLS covers, if it has items. A wildcard covers one label, an item without hosts all. */
export function uncoveredHosts(values: JsonObject, { path, ingress, hosts }: Route): string[] {
  const tls = getAt(values, [...splitPath(path), 'ingress', 'tls']);
  if (!ingress || !Array.isArray(tls) || tls.length === 0) return [];
  const items = tls.map((item) => strings(getAt(item, ['hosts'])));
  const isCovered = (host: string): boolean =>
    items.some((names) => names.length === 0 || names.includes(host) || names.includes(host.replace(/^[^.]+/, '*')));
  return hosts.filter((host) => !isCovered(host));
}

/** Hosts that two Ingresses of one class have in common with the same path. */
export function sharedHosts(a: Route, b: Route): string[] {
  if (!a.ingress || !b.ingress || a.className !== b.className || a.urlPath !== b.urlPath) return [];
  return b.hosts.filter((host) => a.hosts.includes(host));
}

/** Whether two HTTPRoutes would answer for the same host on the same listener. */
export function shareHttpRoute(a: Route, b: Route): boolean {
  if (!a.httpRoute || !b.httpRoute || a.urlPath !== b.urlPath) return false;
  return (
    b.parents.some((parent) => a.parents.includes(parent)) && b.hostnames.some((host) => a.hostnames.includes(host))
  );
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
