import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { settingsOf } from './manifests/block';
import { canonicalJson } from './json/canonical-json';
import { backendEnvironment, tmsEnvironment } from './manifests/environment';
import type { EnvironmentSource } from './manifests/environment';
import type { EnvVar, SecretKeyRef } from './manifests/env-var';
import type { Json, JsonObject } from './json/json';
import { objectLabels, selectorLabels } from './manifests/labels';
import type { LabelSource } from './manifests/labels';
import { CREDENTIALS, credentialState, isGiven, isReference } from './values/credentials';
import type { CredentialId } from './values/credentials';
import type { PlatformValues as ResolvedPlatform } from './values/generated/resolved';
import type { PlatformValues } from './values/generated/types';

export interface PlatformProps extends PlatformValues {
  /** Name of the installation, in the label `app.kubernetes.io/instance` of every object. Selectors hold it: never change it. */
  readonly instance: string;
  /**
   * Port of the Tenant Management Service in the cluster.
   *
   * @default 8383
   */
  readonly tmsPort?: number;
  /**
   * Name of the Service of the Tenant Management Service in the cluster, without the prefix of `fullnameOverride`.
   *
   * @default be-tms-svc
   */
  readonly tmsServiceName?: string;
}

const PRECONFIGURATION = [
  { key: 'resources', name: 'pre-resources-cm', file: 'resources.json' },
  { key: 'eventSources', name: 'pre-event-sources-cm', file: 'event-sources.json' },
  { key: 'destinations', name: 'pre-destinations-cm', file: 'destinations.json' },
  { key: 'tenantAliases', name: 'tenant-aliases-cm', file: 'tenant-aliases.json' },
] as const;

/**
 * What all components of one installation share: the Secrets made from literals, the ConfigMaps, the environment of backend
 * containers, names and labels.
 */
export class Platform extends Construct {
  /** Name of the installation. */
  public readonly instance: string;
  /** Whether one installation serves many tenants. */
  public readonly isMultiTenant: boolean;
  /** URL of the Tenant Management Service. Empty where multi-tenancy is off. */
  public readonly tmsUrl: string;
  /** Host that HTTP probes name. Empty where multi-tenancy is off, since then any host will do. */
  public readonly probeHost: string;

  /** @internal */
  public readonly _values: ResolvedPlatform;
  private readonly json: JsonObject;
  /** Data of the Secrets and ConfigMaps made here, by kind and name, for the checksums on pods. */
  private readonly data = new Map<string, { readonly [key: string]: string }>();

  public constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    const { instance, tmsPort, tmsServiceName } = props;
    this.instance = instance;
    this.json = settingsOf('', props, 'instance', 'tmsPort', 'tmsServiceName');
    this._values = this.json as unknown as ResolvedPlatform;
    const { multiTenant } = this._values.config;
    this.isMultiTenant = multiTenant.multi === 'yes';
    this.tmsUrl = this.isMultiTenant ? this.urlOfTms(tmsServiceName ?? 'be-tms-svc', tmsPort ?? 8383) : '';
    this.probeHost = this.isMultiTenant ? `${multiTenant.healthCheckTenant}.${multiTenant.domain}` : '';
    this.addSecrets();
    for (const item of PRECONFIGURATION) this.addPreconfiguration(item);
  }

  /** Name of an object of this installation: with the prefix of `fullnameOverride`, if there is one. */
  public objectName(name: string): string {
    const { fullnameOverride } = this._values;
    return fullnameOverride ? `${fullnameOverride}-${name}` : name;
  }

  /** Labels that select the pods of a component. */
  public selectorLabels(component: string): { [key: string]: string } {
    return selectorLabels(this.labelSource, component);
  }

  /** Adds a ConfigMap whose changes restart the pods that mount it. */
  public addConfigMap(scope: Construct, id: string, name: string, data: { [key: string]: string }): ApiObject {
    const fullName = this.objectName(name);
    this.data.set(`ConfigMap/${fullName}`, data);
    return new k8s.KubeConfigMap(scope, id, { metadata: this._metadata(fullName), data });
  }

  /** @internal */
  public _metadata(
    fullName: string,
    component?: string,
    extra: { labels?: object; annotations?: object } = {},
  ): k8s.ObjectMeta {
    const annotations = { ...this._values.commonAnnotations, ...extra.annotations };
    return {
      name: fullName,
      labels: { ...objectLabels(this.labelSource, component), ...extra.labels },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    };
  }

  /** Variables of a backend container. @internal */
  public _backendEnvironment(): EnvVar[] {
    return backendEnvironment(this.environmentSource);
  }

  /** Variables of the Tenant Management Service. @internal */
  public _tmsEnvironment(): EnvVar[] {
    return tmsEnvironment(this.environmentSource);
  }

  /** Where the pods of this installation find a credential; undefined where it is not given. @internal */
  public _credential(id: CredentialId): SecretKeyRef | undefined {
    const credential = CREDENTIALS[id];
    const state = credentialState(this.json, credential);
    if (!isGiven(state) || !this.isUsed(id)) return undefined;
    if (isReference(state)) return { name: state.name, key: state.key };
    return { name: this.objectName(credential.secretName), key: credential.secretKey };
  }

  /** Pull secrets of all pods. @internal */
  public _pullSecrets(): { name: string }[] {
    const { global, secrets } = this._values;
    return [
      ...((global.imagePullSecrets ?? []) as { name: string }[]),
      ...(secrets.dockerHub ? [{ name: secrets.dockerHub }] : []),
    ];
  }

  /** The data that a pod takes from Secrets and ConfigMaps made here, by kind and name. @internal */
  public _dataOf(names: readonly string[]): Json {
    const known = names.filter((name) => this.data.has(name));
    return Object.fromEntries(known.map((name) => [name, { ...this.data.get(name)! }]));
  }

  private get labelSource(): LabelSource {
    return {
      name: this._values.nameOverride || 'tracardi',
      instance: this.instance,
      commonLabels: this._values.commonLabels ?? {},
    };
  }

  private get environmentSource(): EnvironmentSource {
    return {
      values: this._values,
      tmsUrl: this.isMultiTenant ? this.tmsUrl : undefined,
      credential: (id) => this._credential(id),
    };
  }

  private urlOfTms(service: string, port: number): string {
    const { url, host } = this._values.tmsApi;
    if (url) return url;
    const name = this.objectName(service);
    // Documents of the chart before name a Service be-fa-tms-svc, which never existed.
    return `http://${host ? host.replace(/^be-fa-tms-svc(?=\.|$)/, name) : name}:${port}`;
  }

  /** Credentials of what is switched off are not stored. */
  private isUsed(id: CredentialId): boolean {
    switch (id) {
      case 'tmsApiKey':
      case 'tmsSecretKey':
        return this.isMultiTenant;
      case 'pulsarToken':
        return this._values.pulsar.enabled;
      case 'elasticUsername':
        return isGiven(credentialState(this.json, CREDENTIALS.elasticPassword));
      default:
        return true;
    }
  }

  private addSecrets(): void {
    const secrets = new Map<string, { [key: string]: string }>();
    for (const [id, credential] of Object.entries(CREDENTIALS)) {
      const state = credentialState(this.json, credential);
      if (isReference(state) || !this._credential(id as CredentialId)) continue;
      const data = secrets.get(credential.secretName) ?? {};
      secrets.set(credential.secretName, {
        ...data,
        [credential.secretKey]: Buffer.from(state.literal).toString('base64'),
      });
    }
    for (const [name, data] of secrets) this.addSecret(name, data);
  }

  private addSecret(name: string, data: { [key: string]: string }): void {
    const fullName = this.objectName(name);
    this.data.set(`Secret/${fullName}`, data);
    new k8s.KubeSecret(this, `secret-${name}`, { metadata: this._metadata(fullName), type: 'Opaque', data });
  }

  private addPreconfiguration({ key, name, file }: (typeof PRECONFIGURATION)[number]): void {
    const document = (this._values.config.preConfiguration[key] ?? {}) as Json;
    const text = typeof document === 'string' ? document : canonicalJson(document);
    this.addConfigMap(this, name, name, { [file]: text });
  }
}
