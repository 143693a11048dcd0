import { ApiObject, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Component } from './component';
import type { Platform } from './platform';
import type { Json, JsonObject } from './json/json';
import {
  httpRouteSpec,
  ingressSpec,
  listenerSpec,
  portListeners,
  redirectSpec,
  referenceGrantSpec,
} from './manifests/routing-manifests';
import type { PathMatch, RoutePaths } from './manifests/routing-manifests';
import { getAt, setAt, splitPath, toJsonObject } from './json/tree';
import { partValues, tellOf } from './manifests/part';
import { ROUTED } from './plan/components';
import { GATEWAY, GATEWAY_REDIRECT } from './plan/own-objects';
import { EXACT_HOST } from './plan/routing';
import type { CollectorPathValues, HttpRouteValues, IngressValues } from './values/generated/resolved';
import type { GatewayValues } from './values/generated/types';
import { checkRules } from './values/check';
import { foreignCertificates, isRedirected, listenersOf, sectionNames } from './values/listeners';
import { isUnderWildcard, listenerPorts, routesOf, sharedHosts, shareHttpRoute } from './values/routes';
import type { Route } from './values/routes';

export interface TenantRoutingProps {
  /** The installation whose components are routed. Each component brings its own `ingress` and `httpRoute`. */
  readonly platform: Platform;
  /**
   * Gateway for the HTTPRoutes that name no other.
   *
   * @default - none
   */
  readonly gateway?: GatewayValues;
  /**
   * Private API.
   *
   * @default - not routed
   */
  readonly privateApi?: Component;
  /**
   * Public API.
   *
   * @default - not routed
   */
  readonly publicApi?: Component;
  /**
   * GUI.
   *
   * @default - not routed
   */
  readonly gui?: Component;
  /**
   * Tenant Management Service.
   *
   * @default - not routed
   */
  readonly tms?: Component;
  /**
   * GUI of the Tenant Management Service.
   *
   * @default - not routed
   */
  readonly tmsGui?: Component;
  /** All values, checked and with defaults, where the routing is a part of a whole installation. @internal */
  readonly _resolved?: JsonObject;
}

/** How a component is reached from outside. */
const WAYS = ['ingress', 'httpRoute'] as const;

/**
 * How requests from outside reach the components: Ingresses, or HTTPRoutes and a Gateway.
 *
 * Where both APIs have the same host and path, the public one keeps the paths of the collector and the private one the rest.
 */
export class TenantRouting extends Construct {
  private readonly platform: Platform;
  private readonly values: JsonObject;
  private readonly routes: Route[];

  public constructor(scope: Construct, id: string, props: TenantRoutingProps) {
    super(scope, id);
    this.platform = props.platform;
    const components = componentsOf(this, props);
    this.values = props._resolved ?? this.checked(props, components);
    this.routes = routesOf(
      this.values,
      components.map(({ _plan }) => _plan.path),
    );
    if (getAt(this.values, ['gateway', 'enabled']) === true) this.addGateway();
    this.routes.forEach((route, index) => this.addRoute(route, components[index]));
  }

  private checked({ platform, gateway = {} }: TenantRoutingProps, components: readonly Component[]): JsonObject {
    const given = { ...platform._given, gateway: toJsonObject(gateway) };
    const values = toJsonObject(partValues(this, given, { within: [] }));
    for (const { path } of ROUTED) for (const way of WAYS) setAt(values, [...splitPath(path), way, 'enabled'], false);
    for (const { _plan, _settings } of components)
      setAt(values, splitPath(_plan.path), { ..._settings, enabled: true });
    const ways = components.flatMap(({ _plan }) => WAYS.map((way) => `${_plan.path}.${way}`));
    tellOf(this, checkRules(values, given, { within: ['gateway', ...ways] }));
    return values;
  }

  private addGateway(): void {
    const gateway = this.values.gateway as JsonObject;
    const listeners = listenersOf(this.values).map(listenerSpec);
    const byPort = (): JsonObject[] =>
      portListeners((gateway.certificateRefs ?? []) as Json[], listenerPorts(this.values, this.routes));
    new ApiObject(this, 'Gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: this.platform._metadata(this.platform.objectName(GATEWAY), undefined, gateway),
      spec: { gatewayClassName: gateway.className, listeners: listeners.length > 0 ? listeners : byPort() },
    });
    if (isRedirected(this.values)) this.addRedirect();
    if (gateway.referenceGrants === true) this.addReferenceGrants();
  }

  private addRedirect(): void {
    const listeners = listenersOf(this.values).filter(({ protocol }) => protocol === 'HTTP');
    const port = getAt(this.values, ['gateway', 'redirect', 'port']) ?? null;
    new ApiObject(this, 'Redirect', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: this.platform._metadata(this.platform.objectName(GATEWAY_REDIRECT)),
      spec: redirectSpec(this.platform.objectName(GATEWAY), listeners, port),
    });
  }

  /** Helm has a namespace always, and we one where it is asked for. */
  private addReferenceGrants(): void {
    const own = Chart.of(this).namespace ?? 'default';
    for (const [namespace, secrets] of foreignCertificates(this.values, own)) {
      const metadata = this.platform._metadata(this.platform.objectName(`${GATEWAY}-${own}`));
      new ApiObject(this, `ReferenceGrant-${namespace}`, {
        apiVersion: 'gateway.networking.k8s.io/v1beta1',
        kind: 'ReferenceGrant',
        metadata: { ...metadata, namespace },
        spec: referenceGrantSpec(own, secrets),
      });
    }
  }

  private addRoute(route: Route, { _plan, serviceName, servicePort }: Component): void {
    const { ingress, httpRoute } = this.blockOf(route);
    const names = _plan.reach!;
    const metadata = (name: string, extra: object): k8s.ObjectMeta =>
      this.platform._metadata(this.platform.objectName(name), _plan.name, extra);
    const backend = { name: serviceName, port: servicePort };
    if (route.ingress) {
      new k8s.KubeIngress(this, names.ingress, {
        metadata: metadata(names.ingress, { ...ingress, annotations: this.ingressAnnotations(route, ingress) }),
        spec: ingressSpec(ingress, this.ingressPaths(route), backend),
      });
    }
    if (route.httpRoute) {
      const matches = this.httpRoutePaths(route);
      new ApiObject(this, names.httpRoute, {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: metadata(names.httpRoute, httpRoute),
        spec: httpRouteSpec(httpRoute, route.hostnames, matches, this.parentRefs(route, httpRoute), backend),
      });
    }
  }

  private ingressAnnotations(route: Route, { annotations }: IngressValues): object {
    return isUnderWildcard(route, this.routes) ? { ...EXACT_HOST, ...annotations } : { ...annotations };
  }

  private blockOf({ path }: Route): { ingress: IngressValues; httpRoute: HttpRouteValues } {
    const [group, component] = path.split('.');
    return (this.values[group] as JsonObject)[component] as unknown as {
      ingress: IngressValues;
      httpRoute: HttpRouteValues;
    };
  }

  private ingressPaths(route: Route): RoutePaths[] {
    const shared =
      route.path === 'api.public' ? this.routes.filter(isPrivateApi).flatMap((other) => sharedHosts(other, route)) : [];
    return route.hosts.map((host) => ({
      host,
      paths: shared.includes(host) ? this.collectorPaths(route) : [whole(this.blockOf(route).ingress)],
    }));
  }

  /** An HTTPRoute has the same rules for all its hosts. */
  private httpRoutePaths(route: Route): PathMatch[] {
    const isShared =
      route.path === 'api.public' && this.routes.some((other) => isPrivateApi(other) && shareHttpRoute(other, route));
    return isShared ? this.collectorPaths(route) : [whole(this.blockOf(route).ingress)];
  }

  private collectorPaths(route: Route): PathMatch[] {
    const { collectorPaths, extraCollectorPaths } = this.blockOf(route) as unknown as {
      collectorPaths?: CollectorPathValues[];
      extraCollectorPaths?: CollectorPathValues[];
    };
    return [...(collectorPaths ?? []), ...(extraCollectorPaths ?? [])].map(({ path, pathType }) => ({
      path: route.urlPath + path,
      pathType: pathType ?? 'Prefix',
    }));
  }

  private parentRefs(route: Route, httpRoute: HttpRouteValues): JsonObject[] {
    if (httpRoute.parentRefs && httpRoute.parentRefs.length > 0) return httpRoute.parentRefs as unknown as JsonObject[];
    return sectionNames(this.values, route.path, route.hostnames).map((sectionName) => ({
      name: this.platform.objectName(GATEWAY),
      sectionName,
    }));
  }
}

/** Where the values tree has the component of each prop. */
const PATHS = {
  privateApi: 'api.private',
  publicApi: 'api.public',
  gui: 'gui.console',
  tms: 'tms.docker',
  tmsGui: 'tmsGui.docker',
} as const;

/** @throws an Error if a component is not the one that its prop is for: to TypeScript all are alike */
function componentsOf(routing: Construct, props: TenantRoutingProps): Component[] {
  return (Object.keys(PATHS) as (keyof typeof PATHS)[]).flatMap((name) => {
    const component = props[name];
    if (component && component._plan.path !== PATHS[name])
      throw new Error(`${routing.node.path}: ${name} is the component ${component._plan.path}, not ${PATHS[name]}`);
    return component ?? [];
  });
}

const isPrivateApi = (route: Route): boolean => route.path === 'api.private';

const whole = ({ path, pathType }: IngressValues): PathMatch => ({ path, pathType });
