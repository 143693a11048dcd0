import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Component } from './component';
import type { Platform } from './platform';
import type { JsonObject } from './json/json';
import { partValues } from './manifests/part';
import { configurationOf } from './manifests/pod';
import { chunks, contentHash, cronJobSpec, jobSpec, tenantFile, tenantFileName, testPodSpec } from './manifests/seed';
import type { SeedSource } from './manifests/seed';
import { SEED, TEST_HOOK } from './plan/seed';
import { propsToJson } from './values/props';
import type { SeedValues as ResolvedSeed, TenantValues as ResolvedTenant } from './values/generated/resolved';
import { SEED_PROGRAM } from './values/generated/seed-program';
import type { SeedValues, TenantValues } from './values/generated/types';

export interface TenantSeedJobProps extends SeedValues {
  /** The installation whose tenants are installed. Multi-tenancy must be on. */
  readonly platform: Platform;
  /** The API through which tenants are installed: the private one. */
  readonly api: Component;
  /** The tenants. */
  readonly tenants: TenantValues[];
  /** All values, checked and with defaults, where the Job is a part of a whole installation. @internal */
  readonly _resolved?: JsonObject;
}

/**
 * A Job that installs the tenants which are not yet installed.
 *
 * As an ordinary Job its name ends in a hash of all that it does: applied again unchanged it does not run again, and a new tenant
 * or password makes a new Job. As a Helm hook it comes with a Pod that `helm test` runs: it only verifies. With `checkSchedule` a
 * CronJob verifies again and again.
 * `ApiObject.of(job)` is the Job.
 *
 * @throws an Error if multi-tenancy is off
 */
export class TenantSeedJob extends Construct {
  /** Name of the Job. */
  public readonly jobName: string;

  private readonly platform: Platform;
  private readonly settings: ResolvedSeed;
  private readonly tenants: ResolvedTenant[];
  /** Data of the ConfigMaps and Secrets made here, by kind and name. */
  private readonly data: JsonObject = {};

  public constructor(scope: Construct, id: string, props: TenantSeedJobProps) {
    super(scope, id);
    this.platform = props.platform;
    const { seed, tenants } = props._resolved ?? partValues(this, placed(props), { within: ['seed', 'tenants'] });
    this.settings = seed as unknown as ResolvedSeed;
    this.tenants = tenants as unknown as ResolvedTenant[];
    const source = this.makeSource(props.api);
    const spec = jobSpec(source);
    const { useHelmHooks } = this.settings;
    this.jobName = this.platform.objectName(useHelmHooks ? SEED.name : `${SEED.name}-${this.hashOf(spec)}`);
    this.addJob(spec, useHelmHooks ? SEED.hook : {});
    if (useHelmHooks) this.addTest(source);
    if (this.settings.checkSchedule) this.addCheck(source);
  }

  /**
   * Of the spec, of all data made here or by the platform that it mounts, and of the licence, for whose sake the API may refuse
   * tenants: a Job that failed for one of them is followed by another once it is corrected.
   */
  private hashOf(spec: JsonObject): string {
    const licence = this.platform._credential('license');
    const names = [...configurationOf(spec), ...(licence ? [`Secret/${licence.name}`] : [])];
    return contentHash(spec, { ...(this.platform._dataOf(names) as JsonObject), ...this.data });
  }

  private addJob(spec: JsonObject, hook: object): void {
    const { labels, annotations } = this.settings;
    new ApiObject(this, 'Default', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: this.metadata(this.jobName, { labels, annotations: { ...hook, ...annotations } }),
      spec,
    });
  }

  private addTest(source: SeedSource): void {
    const { podLabels: labels, podAnnotations } = this.settings;
    new ApiObject(this, 'Test', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: this.metadata(this.platform.objectName(`${SEED.name}-test`), {
        labels,
        annotations: { ...podAnnotations, ...TEST_HOOK },
      }),
      spec: testPodSpec(source),
    });
  }

  private addCheck(source: SeedSource): void {
    new ApiObject(this, 'Check', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: this.platform._metadata(this.platform.objectName(SEED.checkName), SEED.checkName),
      spec: cronJobSpec(source),
    });
  }

  private makeSource(api: Component): SeedSource {
    const tmsKey = this.platform._credential('tmsApiKey');
    if (!tmsKey) throw new Error(`${this.node.path}: tenants need multi-tenancy on, and the API key of the TMS`);
    return {
      platform: this.platform,
      settings: this.settings,
      tenants: this.tenants,
      apiUrl: `http://${api.serviceName}:${api.servicePort}`,
      programMap: this.addConfigMap('tenant-seed-program', { [SEED.programFile]: SEED_PROGRAM }),
      tenantMaps: this.addTenantMaps(),
      passwordSecrets: this.addPasswordSecrets(),
      tmsKey,
      serviceAccountName: this.addServiceAccount(),
    };
  }

  private addTenantMaps(): string[] {
    return chunks(this.tenants).map((tenants, index) =>
      this.addConfigMap(`tenants-${index}`, { [tenantFileName(index)]: tenantFile(tenants) }),
    );
  }

  private addPasswordSecrets(): string[] {
    const literal = this.tenants.filter(({ password }) => password);
    return chunks(literal).map((tenants, index) =>
      this.addSecret(
        `tenant-passwords-${index}`,
        Object.fromEntries(tenants.map(({ name, password }) => [name, Buffer.from(password!).toString('base64')])),
      ),
    );
  }

  private addServiceAccount(): string | undefined {
    const { create, name, annotations } = this.settings.serviceAccount;
    const fullName = name || (create ? this.platform.objectName(SEED.name) : undefined);
    if (create) {
      new k8s.KubeServiceAccount(this, 'ServiceAccount', {
        metadata: this.metadata(fullName!, { annotations }),
        automountServiceAccountToken: false,
      });
    }
    return fullName;
  }

  private addConfigMap(name: string, data: { [file: string]: string }): string {
    const fullName = this.platform.objectName(name);
    this.data[`ConfigMap/${fullName}`] = data;
    new k8s.KubeConfigMap(this, name, { metadata: this.metadata(fullName), data });
    return fullName;
  }

  private addSecret(name: string, data: { [key: string]: string }): string {
    const fullName = this.platform.objectName(name);
    this.data[`Secret/${fullName}`] = data;
    new k8s.KubeSecret(this, name, { metadata: this.metadata(fullName), type: 'Opaque', data });
    return fullName;
  }

  private metadata(name: string, extra: { labels?: object; annotations?: object } = {}): k8s.ObjectMeta {
    return this.platform._metadata(name, SEED.name, extra);
  }
}

/** The props of the Job at their places in the values of its platform. */
function placed({ platform, api: _api, tenants, ...settings }: TenantSeedJobProps): JsonObject {
  return { ...platform._given, ...propsToJson({ seed: settings, tenants }) };
}
