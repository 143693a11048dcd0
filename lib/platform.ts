import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { canonicalJson } from './json/canonical-json';
import type { Json, JsonObject } from './json/json';
import { getAt, setAt, toJsonObject } from './json/tree';
import { environment } from './manifests/environment';
import type { EnvVar, SecretKeyRef } from './manifests/env-var';
import { objectLabels, selectorLabels } from './manifests/labels';
import { assertOneCopy } from './manifests/one-copy';
import type { LabelSource } from './manifests/labels';
import { partValues } from './manifests/part';
import { CREDENTIALS, CREDENTIAL_LIST, credentialState, isGiven, isReference } from './plan/credentials';
import type { Credential, CredentialId } from './plan/credentials';
import { DOCUMENTS } from './plan/documents';
import type { PlannedDocument } from './plan/documents';
import { MULTI_TENANT } from './plan/tenancy';
import { ask } from './plan/term';
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
  /** All values, checked and with defaults, where the platform is a part of a whole installation. @internal */
  readonly _resolved?: JsonObject;
}

/** Rules that need to know which components there are. */
const OF_COMPONENTS = ['two-tms'];

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
  /** The props at their places in the values tree, by which parts are checked that are taken alone. @internal */
  public readonly _given: JsonObject;
  private readonly json: JsonObject;
  /** Data of the Secrets and ConfigMaps made here, by kind and name, for the checksums on pods. */
  private readonly data = new Map<string, { readonly [key: string]: string }>();

  public constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    assertOneCopy(this);
    this.instance = props.instance;
    this._given = props._resolved ?? placed(props);
    this.json = props._resolved ?? partValues(this, this._given, { without: OF_COMPONENTS });
    this._values = this.json as unknown as ResolvedPlatform;
    const { multiTenant } = this._values.config;
    this.isMultiTenant = ask(MULTI_TENANT, this.json, this.json);
    this.tmsUrl = this.isMultiTenant ? this.urlOfTms() : '';
    this.probeHost = this.isMultiTenant ? `${multiTenant.healthCheckTenant}.${multiTenant.domain}` : '';
    this.addSecrets();
    for (const document of DOCUMENTS) this.addDocument(document);
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

  /** Variables of the container whose settings are at a path and are `block`. `apiUrl` is that of the private API. @internal */
  public _environment(path: string, block: JsonObject, apiUrl?: string): EnvVar[] {
    const { domain } = this._values.config.multiTenant;
    const facts = { tmsUrl: this.tmsUrl, tmsAddress: addressOf(this.tmsUrl), tenantDomain: domain, apiUrl };
    return environment(path, block, { values: this.json, facts, credential: (id) => this._credential(id) });
  }

  /** Where the pods of this installation find a credential; undefined where it is not given or what it is for is off. @internal */
  public _credential(id: CredentialId): SecretKeyRef | undefined {
    const credential: Credential = CREDENTIALS[id];
    const state = credentialState(this.json, credential);
    const isUsed = credential.where === undefined || ask(credential.where, this.json, this.json);
    if (!isUsed || !isGiven(state)) return undefined;
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

  private urlOfTms(): string {
    const { url, host } = this._values.tmsApi;
    if (url) return url;
    const service = getAt(this.json, ['tms', 'docker', 'service']) as { name: string; port: number };
    const name = this.objectName(service.name);
    return `http://${host || name}:${service.port}`;
  }

  private addSecrets(): void {
    const secrets = new Map<string, { [key: string]: string }>();
    for (const [id, credential] of CREDENTIAL_LIST) {
      const state = credentialState(this.json, credential);
      if (isReference(state) || !this._credential(id)) continue;
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

  private addDocument({ key, configMap, file }: PlannedDocument): void {
    const document = (this._values.config.preConfiguration[key] ?? {}) as Json;
    const text = typeof document === 'string' ? document : canonicalJson(document);
    this.addConfigMap(this, configMap, configMap, { [file]: text });
  }
}

/** The props of a platform at their places in the values tree. */
function placed(props: PlatformProps): JsonObject {
  const { instance: _instance, tmsPort, tmsServiceName, ...values } = toJsonObject(props);
  if (tmsPort !== undefined) setAt(values, ['tms', 'docker', 'service', 'port'], tmsPort);
  if (tmsServiceName !== undefined) setAt(values, ['tms', 'docker', 'service', 'name'], tmsServiceName);
  // In a whole installation it tells the domain where nothing else does.
  setAt(values, ['api', 'private', 'ingress', 'host'], '');
  return values;
}

/** `host:port` of a URL; empty of none. */
function addressOf(url: string): string {
  const [, scheme, authority] = /^(https?):\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url) ?? [];
  if (authority === undefined) return '';
  return /:[0-9]+$/.test(authority) ? authority : `${authority}:${scheme === 'https' ? 443 : 80}`;
}
