import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Platform } from './platform';
import { mergeEnv, plain } from './manifests/env-var';
import type { EnvVar } from './manifests/env-var';
import type { Json, JsonObject } from './json/json';
import { textAt } from './json/tree';
import { componentSpec } from './manifests/component-spec';
import type { ComponentSpec } from './manifests/component-spec';
import { Extras } from './manifests/extras';
import { podTemplate } from './manifests/pod';
import {
  disruptionBudget,
  horizontalPodAutoscaler,
  loadBalancerSpec,
  networkPolicy,
  scaledObject,
  serviceSpec,
} from './manifests/manifests';
import type { PlannedComponent } from './plan/components';
import type { ContainerValues, VolumeMountValues, VolumeValues } from './values/generated/types';

/** What a component has beside its settings. */
export interface ComponentProps {
  /** The installation that the component belongs to. */
  readonly platform: Platform;
  /** All values, checked and with defaults, where the component is a part of a whole installation. @internal */
  readonly _resolved?: JsonObject;
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
  /** What is true of the component whatever its settings say. @internal */
  public readonly _plan: PlannedComponent;
  private readonly platform: Platform;
  private readonly spec: ComponentSpec;
  private readonly additions: EnvVar[] = [];
  private readonly extras: Extras;

  /** `path` is where the values tree has the component. */
  protected constructor(scope: Construct, id: string, path: string, props: ComponentProps) {
    super(scope, id);
    this.platform = props.platform;
    this.spec = componentSpec(this, path, props);
    this._plan = this.spec.plan;
    this._settings = this.spec.settings as unknown as JsonObject;
    this.extras = new Extras(this, this._plan, this._settings);
    this.deploymentName = this.platform.objectName(this._plan.name);
    this.serviceName = serviceName(this.spec, this.platform);
    this.servicePort = this.spec.settings.service?.port ?? 0;
    this.makeObjects();
  }

  /** Adds a variable to the main container; one of that name is replaced where it stands. The value arrives as it is. */
  public addEnv(name: string, value: string): void {
    this.extras.assertVariable({ name, value });
    this.additions.push(plain(name, value)[0] ?? { name, value });
  }

  /** Adds a variable whose value is in an existing Secret. */
  public addEnvFromSecret(name: string, secretName: string, key: string): void {
    const variable = { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
    this.extras.assertVariable(variable);
    this.additions.push(variable);
  }

  /**
   * Adds a container beside the main one.
   *
   * @throws an Error if a field is not what Kubernetes knows, or there is a container of that name
   */
  public addContainer(container: ContainerValues): void {
    this.extras.add('extraContainers', container);
  }

  /**
   * Adds a container that runs to its end before the main one starts, after those that are there.
   *
   * @throws an Error if a field is not what Kubernetes knows, or there is a container of that name
   */
  public addInitContainer(container: ContainerValues): void {
    this.extras.add('extraInitContainers', container);
  }

  /**
   * Adds a volume to the pod. `addMount` mounts it.
   *
   * @throws an Error if a field is not what Kubernetes knows, or there is a volume of that name
   */
  public addVolume(volume: VolumeValues): void {
    this.extras.add('extraVolumes', volume);
  }

  /**
   * Mounts a volume in the main container.
   *
   * @throws an Error if a field is not what Kubernetes knows, or something is mounted at that path
   */
  public addMount(mount: VolumeMountValues): void {
    this.extras.add('extraVolumeMounts', mount);
  }

  private makeObjects(): void {
    this.addServiceAccount();
    this.addDeployment();
    this.addServices();
    this.addScaling();
    this.addNetworkPolicy();
  }

  private addServiceAccount(): void {
    const { create, annotations } = this.spec.settings.serviceAccount;
    if (!create) return;
    new k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: this.metadata(this.serviceAccountName!, { annotations }),
      automountServiceAccountToken: false,
    });
  }

  private get serviceAccountName(): string | undefined {
    const { create, name } = this.spec.settings.serviceAccount;
    return name || (create ? this.deploymentName : undefined);
  }

  /** A plain ApiObject: the L1 class would drop fields that are newer than its Kubernetes version. */
  private addDeployment(): void {
    const { settings } = this.spec;
    new ApiObject(this, 'Default', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: this.metadata(this.deploymentName, settings),
      spec: {
        ...(this.isScaled || settings.replicas === undefined ? {} : { replicas: settings.replicas }),
        revisionHistoryLimit: settings.revisionHistoryLimit,
        minReadySeconds: settings.minReadySeconds,
        strategy: notEmpty(settings.strategy as JsonObject | undefined) ?? ROLLING_UPDATE,
        selector: { matchLabels: this.selector },
        template: Lazy.any({ produce: () => this.template() }) as unknown,
      },
    });
  }

  private template(): JsonObject {
    const extra = (this.spec.settings.extraEnv ?? []) as EnvVar[];
    const own = this.platform._environment(this._plan.path, this._settings);
    return podTemplate({
      ...this.spec,
      settings: this.extras.addTo(this.spec.settings),
      platform: this.platform,
      env: mergeEnv(mergeEnv(own, extra), this.additions),
      serviceAccountName: this.serviceAccountName,
    });
  }

  private get isScaled(): boolean {
    return this.spec.settings.autoscaling.enabled || this.spec.settings.keda.enabled;
  }

  private addServices(): void {
    const { service, containerPort } = this.spec.settings;
    const { reach } = this._plan;
    if (!service || !reach) return;
    const target = { selector: this.platform.selectorLabels(this._plan.name), port: service.port, containerPort };
    new k8s.KubeService(this, 'Service', {
      metadata: this.metadata(this.serviceName, service),
      spec: serviceSpec({ ...target, portName: reach.portName }, service),
    });
    if (!service.loadBalancer) return;
    new k8s.KubeService(this, 'LoadBalancer', {
      metadata: this.metadata(this.platform.objectName(reach.loadBalancer), {
        labels: service.labels,
        annotations: service.loadBalancerAnnotations,
      }),
      spec: loadBalancerSpec({ ...target, portName: reach.loadBalancerPortName }, service),
    });
  }

  private addScaling(): void {
    const { autoscaling, keda, podDisruptionBudget } = this.spec.settings;
    if (autoscaling.enabled) this.addObject('Autoscaler', horizontalPodAutoscaler(this.deploymentName, autoscaling));
    if (keda.enabled) this.addObject('ScaledObject', scaledObject(this.deploymentName, keda));
    if (podDisruptionBudget.enabled)
      this.addObject('DisruptionBudget', disruptionBudget(this.selector, podDisruptionBudget));
  }

  private addNetworkPolicy(): void {
    const policy = this.spec.settings.networkPolicy;
    if (policy.enabled)
      this.addObject('NetworkPolicy', networkPolicy(this.selector, policy, this.spec.settings.containerPort));
  }

  private get selector(): JsonObject {
    return this.platform.selectorLabels(this._plan.name);
  }

  private addObject(id: string, manifest: { apiVersion: string; kind: string; spec: Json }): void {
    new ApiObject(this, id, { metadata: this.metadata(this.deploymentName), ...manifest });
  }

  private metadata(name: string, extra: { labels?: object; annotations?: object } = {}): k8s.ObjectMeta {
    return this.platform._metadata(name, this._plan.name, {
      labels: extra.labels,
      annotations: extra.annotations,
    });
  }
}

function serviceName({ plan: { reach }, settings }: ComponentSpec, platform: Platform): string {
  if (!reach) return '';
  return platform.objectName(textAt(settings as unknown as JsonObject, reach.serviceNameAt ?? '') || reach.service);
}

function notEmpty(value: JsonObject | undefined): JsonObject | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
