import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Platform } from './platform';
import { mergeEnv, plain } from './manifests/env-var';
import type { EnvVar } from './manifests/env-var';
import type { Json, JsonObject } from './json/json';
import { podTemplate } from './manifests/pod';
import type { Init } from './manifests/pod';
import {
  disruptionBudget,
  horizontalPodAutoscaler,
  networkPolicy,
  scaledObject,
  serviceSpec,
} from './manifests/manifests';
import { componentBlock } from './values/components';
import type { ComponentBlock } from './values/components';
import type { ImageValues, ServiceValues, WorkloadValues } from './values/generated/resolved';

/** What a component is made from. @internal */
export interface ComponentSpec {
  readonly platform: Platform;
  /** Where the values tree has the component. */
  readonly path: string;
  readonly image: ImageValues;
  readonly workload: WorkloadValues;
  readonly env: EnvVar[];
  readonly init?: Init;
  /** Name of the ClusterIP Service, without prefix. */
  readonly serviceName?: string;
  /** Name of the LoadBalancer Service, without prefix. */
  readonly loadBalancerName?: string;
  readonly service?: ServiceValues;
  /** Whether HTTP probes must name the host of a tenant where multi-tenancy is on. */
  readonly needsTenantHost?: boolean;
}

/** Kubernetes' own default, said aloud: one that nobody owns stays beside a later type of Recreate under server-side apply. */
const ROLLING_UPDATE: JsonObject = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };

/**
 * A Deployment and what belongs to it: Services, ServiceAccount, autoscaler, PodDisruptionBudget, NetworkPolicy.
 *
 * `ApiObject.of(component)` is the Deployment. Whoever makes a component wants it: `enabled` of its settings is not looked at.
 */
export class Component extends Construct {
  /** Name of the Deployment. */
  public readonly deploymentName: string;
  /** Name of the ClusterIP Service. Empty for components without a port. */
  public readonly serviceName: string;
  /** Port of the Service. 0 for components without a port. */
  public readonly servicePort: number;

  /** Settings of the component, with defaults. @internal */
  public readonly _settings: JsonObject;
  private readonly spec: ComponentSpec;
  private readonly block: ComponentBlock;
  private readonly additions: EnvVar[] = [];

  /** For our own components only: what a component is made from is no API, so `spec` has no type here. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  protected constructor(scope: Construct, id: string, spec: any) {
    super(scope, id);
    this.spec = spec as ComponentSpec;
    this._settings = this.spec.workload as unknown as JsonObject;
    this.block = componentBlock(this.spec.path);
    this.deploymentName = this.spec.platform.objectName(this.block.name);
    this.serviceName = this.spec.serviceName ? this.spec.platform.objectName(this.spec.serviceName) : '';
    this.servicePort = this.spec.service?.port ?? 0;
    this.addServiceAccount();
    this.addDeployment();
    this.addServices();
    this.addScaling();
    this.addNetworkPolicy();
  }

  /** Adds a variable to the main container; one of that name is replaced where it stands. The value arrives as it is. */
  public addEnv(name: string, value: string): void {
    this.additions.push(plain(name, value)[0] ?? { name, value });
  }

  /** Adds a variable whose value is in an existing Secret. */
  public addEnvFromSecret(name: string, secretName: string, key: string): void {
    this.additions.push({ name, valueFrom: { secretKeyRef: { name: secretName, key } } });
  }

  private addServiceAccount(): void {
    const { create, annotations } = this.spec.workload.serviceAccount;
    if (!create) return;
    new k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: this.metadata(this.serviceAccountName!, { annotations }),
      automountServiceAccountToken: false,
    });
  }

  private get serviceAccountName(): string | undefined {
    const { create, name } = this.spec.workload.serviceAccount;
    return name || (create ? this.deploymentName : undefined);
  }

  /** A plain ApiObject: the L1 class would drop fields that are newer than its Kubernetes version. */
  private addDeployment(): void {
    const { workload, platform } = this.spec;
    new ApiObject(this, 'Default', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: this.metadata(this.deploymentName, workload),
      spec: {
        ...(this.isScaled || workload.replicas === undefined ? {} : { replicas: workload.replicas }),
        revisionHistoryLimit: workload.revisionHistoryLimit,
        strategy: notEmpty(workload.strategy as JsonObject | undefined) ?? ROLLING_UPDATE,
        selector: { matchLabels: platform.selectorLabels(this.block.name) },
        template: Lazy.any({ produce: () => this.template() }) as unknown,
      },
    });
  }

  private template(): JsonObject {
    const extra = (this.spec.workload.extraEnv ?? []) as EnvVar[];
    return podTemplate({
      ...this.spec,
      ...this.block,
      image: this.spec.image,
      env: mergeEnv(mergeEnv(this.spec.env, extra), this.additions),
      serviceAccountName: this.serviceAccountName,
    });
  }

  private get isScaled(): boolean {
    return this.spec.workload.autoscaling.enabled || this.spec.workload.keda.enabled;
  }

  private addServices(): void {
    const { service, loadBalancerName, platform } = this.spec;
    if (!service) return;
    new k8s.KubeService(this, 'Service', {
      metadata: this.metadata(this.serviceName, service),
      spec: serviceSpec({ ...this.spec, name: this.block.name }),
    });
    if (!service.loadBalancer || !loadBalancerName) return;
    new k8s.KubeService(this, 'LoadBalancer', {
      metadata: this.metadata(platform.objectName(loadBalancerName), {
        labels: service.labels,
        annotations: service.loadBalancerAnnotations,
      }),
      spec: serviceSpec({ ...this.spec, name: this.block.name }, service),
    });
  }

  private addScaling(): void {
    const { autoscaling, keda, podDisruptionBudget } = this.spec.workload;
    if (autoscaling.enabled) this.addObject('Autoscaler', horizontalPodAutoscaler(this.deploymentName, autoscaling));
    if (keda.enabled) this.addObject('ScaledObject', scaledObject(this.deploymentName, keda));
    if (podDisruptionBudget.enabled)
      this.addObject('DisruptionBudget', disruptionBudget(this.selector, podDisruptionBudget));
  }

  private addNetworkPolicy(): void {
    const policy = this.spec.workload.networkPolicy;
    if (policy.enabled)
      this.addObject('NetworkPolicy', networkPolicy(this.selector, policy, this.spec.workload.containerPort));
  }

  private get selector(): JsonObject {
    return this.spec.platform.selectorLabels(this.block.name);
  }

  private addObject(id: string, manifest: { apiVersion: string; kind: string; spec: Json }): void {
    new ApiObject(this, id, { metadata: this.metadata(this.deploymentName), ...manifest });
  }

  private metadata(name: string, extra: { labels?: object; annotations?: object } = {}): k8s.ObjectMeta {
    return this.spec.platform._metadata(name, this.block.name, {
      labels: extra.labels,
      annotations: extra.annotations,
    });
  }
}

function notEmpty(value: JsonObject | undefined): JsonObject | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
