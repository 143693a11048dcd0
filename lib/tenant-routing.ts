import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Component } from './component';
import type { Platform } from './platform';
import type { JsonObject } from './json/json';
import { gatewaySpec, httpRouteSpec, ingressSpec } from './manifests/routing-manifests';
import type { PathMatch, RoutePaths } from './manifests/routing-manifests';
import { setAt, splitPath, toJsonObject } from './json/tree';
import { componentBlock } from './values/components';
import type { CollectorPathValues, HttpRouteValues, IngressValues } from './values/generated/resolved';
import type { GatewayValues } from './values/generated/types';
import { resolveBlock } from './values/resolve';
import { gatewayPort, listenerPorts, routesOf, sharedHosts, shareHttpRoute } from './values/routes';
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
}

const NAMES: { readonly [path: string]: { ingress: string; httpRoute: string } } = {
  'api.private': { ingress: 'be-api-private-ingress', httpRoute: 'be-api-private' },
  'api.public': { ingress: 'be-api-public-ingress', httpRoute: 'be-api-public' },
  'gui.console': { ingress: 'fe-gui-ingress', httpRoute: 'fe-gui' },
  'tms.docker': { ingress: 'be-tms-ingress', httpRoute: 'be-tms' },
  'tmsGui.docker': { ingress: 'fe-tms-gui-ingress', httpRoute: 'fe-tms-gui' },
};

const GATEWAY = 'tracardi-gateway';

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
    const components = componentsOf(props);
    this.values = { gateway: resolveBlock('gateway', toJsonObject(props.gateway ?? {})) };
    for (const [path, component] of components) setAt(this.values, splitPath(path), component._settings);
    this.routes = routesOf(this.values, [...components.keys()]);
    this.addGateway();
    for (const route of this.routes) this.addRoute(route, components.get(route.path)!);
  }

  private addGateway(): void {
    const gateway = this.values.gateway as JsonObject;
    if (gateway.enabled !== true) return;
    new ApiObject(this, 'Gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: this.platform._metadata(this.platform.objectName(GATEWAY), undefined, gateway),
      spec: gatewaySpec(gateway, listenerPorts(this.values, this.routes)),
    });
  }

  private addRoute(route: Route, component: Component): void {
    const block = this.blockOf(route);
    const names = NAMES[route.path];
    const { name } = componentBlock(route.path);
    const backend = { name: component.serviceName, port: component.servicePort };
    if (route.ingress) {
      new k8s.KubeIngress(this, names.ingress, {
        metadata: this.platform._metadata(this.platform.objectName(names.ingress), name, block.ingress),
        spec: ingressSpec(block.ingress, this.ingressPaths(route), backend),
      });
    }
    if (route.httpRoute) {
      new ApiObject(this, names.httpRoute, {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: this.platform._metadata(this.platform.objectName(names.httpRoute), name, block.httpRoute),
        spec: httpRouteSpec(
          block.httpRoute,
          route.hostnames,
          this.httpRoutePaths(route),
          this.parentRefs(route, block.httpRoute),
          backend,
        ),
      });
    }
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
    return [{ name: this.platform.objectName(GATEWAY), sectionName: `http-${gatewayPort(this.values, route.path)}` }];
  }
}

function componentsOf(props: TenantRoutingProps): Map<string, Component> {
  const all: [string, Component | undefined][] = [
    ['api.private', props.privateApi],
    ['api.public', props.publicApi],
    ['gui.console', props.gui],
    ['tms.docker', props.tms],
    ['tmsGui.docker', props.tmsGui],
  ];
  return new Map(all.filter((entry): entry is [string, Component] => entry[1] !== undefined));
}

const isPrivateApi = (route: Route): boolean => route.path === 'api.private';

const whole = ({ path, pathType }: IngressValues): PathMatch => ({ path, pathType });
