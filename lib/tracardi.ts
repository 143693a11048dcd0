import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ApmWorker } from './apm-worker';
import type { Component, ComponentProps } from './component';
import { Gui } from './gui';
import { formatDiagnostic } from './json/diagnostic';
import type { JsonObject } from './json/json';
import { getAt, setAt, toJsonObject } from './json/tree';
import { assertOfChart } from './manifests/of-chart';
import { tellOf } from './manifests/part';
import { prometheusRuleSpec } from './manifests/alerts';
import { extraObjects, isClusterKind, withOurs } from './manifests/extra-objects';
import { platformTestPod, testedUrls } from './manifests/platform-test';
import { assertUniqueNames } from './manifests/unique-names';
import { PROMETHEUS_RULE } from './plan/alerts';
import { componentAt } from './plan/components';
import { PLATFORM_TEST, SEED, TEST_HOOK } from './plan/seed';
import { ask } from './plan/term';
import { Platform } from './platform';
import { PrivateApi } from './private-api';
import { PublicApi } from './public-api';
import { QueueBridge } from './queue-bridge';
import { QueueWorker, WorkerQueue } from './queue-worker';
import { TenantManagementService } from './tenant-management-service';
import { TenantRouting } from './tenant-routing';
import { TenantSeedJob } from './tenant-seed-job';
import { TmsGui } from './tms-gui';
import { UpgradeWorker } from './upgrade-worker';
import { adviceOn } from './values/advice';
import { checkValues, isError } from './values/check';
import { tenantDomain } from './values/domain';
import { grouped } from './values/grouped';
import type { MonitoringValues, SeedValues } from './values/generated/resolved';
import type { TracardiValues } from './values/generated/types';
import { propsToJson } from './values/props';
import { isDeployed } from './values/routes';

export interface TracardiProps extends TracardiValues {
  /**
   * Name of the installation, in the label `app.kubernetes.io/instance` of every object. Selectors hold it: never change it.
   *
   * @default - the id of the construct
   */
  readonly instance?: string;
  /** Values that were checked already: no other prop but `instance` is looked at. @internal */
  readonly _checked?: CheckedTree;
}

/** @internal */
export interface CheckedTree {
  /** As the user gave them, deprecated keys moved. */
  readonly user: JsonObject;
  /** The same with all defaults. */
  readonly resolved: JsonObject;
}

/** What Helm allows as the name of a release, and Kubernetes as a label. */
const INSTANCE = /^(?=.{1,53}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

type Own = ComponentProps & { readonly _resolved: JsonObject };

/** The class of each component by its path, in the order in which they are made. */
const CLASSES: { readonly [path: string]: (scope: Construct, id: string, own: Own) => Component } = {
  'api.private': (scope, id, own) => new PrivateApi(scope, id, own),
  'api.public': (scope, id, own) => new PublicApi(scope, id, own),
  'tms.docker': (scope, id, own) => new TenantManagementService(scope, id, own),
  'bridge.queue.docker': (scope, id, own) => new QueueBridge(scope, id, own),
  'worker.background': (scope, id, own) => new QueueWorker(scope, id, { ...own, queue: WorkerQueue.BACKGROUND }),
  'worker.collector': (scope, id, own) => new QueueWorker(scope, id, { ...own, queue: WorkerQueue.COLLECTOR }),
  'worker.workflow': (scope, id, own) => new QueueWorker(scope, id, { ...own, queue: WorkerQueue.WORKFLOW }),
  'worker.upgrade.docker': (scope, id, own) => new UpgradeWorker(scope, id, own),
  'worker.apm.profile': (scope, id, own) => new ApmWorker(scope, id, own),
  'gui.console': (scope, id, own) => new Gui(scope, id, own),
  'tmsGui.docker': (scope, id, own) => new TmsGui(scope, id, own),
};

/**
 * A whole installation of Tracardi: the props are the tree of a values file.
 *
 * Two of them fit in one app under different namespaces, or in one namespace with different `fullnameOverride`.
 *
 * @throws an Error that lists every prop that the values schema refuses. Demands on several props at once are reported by
 * `synth`, all together.
 */
export class Tracardi extends Construct {
  /** What all components share. */
  public readonly platform: Platform;
  /** The Job that installs the tenants, where there are any and `seed.enabled`. */
  public readonly seedJob?: TenantSeedJob;
  /** How requests from outside reach the components. */
  public readonly routing: TenantRouting;

  private readonly values: JsonObject;
  private readonly made: { readonly [path: string]: Component };

  public constructor(scope: Construct, id: string, props: TracardiProps = {}) {
    super(scope, id);
    const { instance = id, _checked, ...values } = props;
    this.assertInstance(instance);
    assertOfChart(this);
    this.values = synthesized(_checked ?? this.check(propsToJson(values)));
    this.platform = new Platform(this, 'platform', { instance, _resolved: this.values });
    this.made = this.makeComponents();
    this.routing = this.makeRouting();
    this.seedJob = this.makeSeedJob();
    if (!this.seedJob) this.addPlatformTest();
    this.addAlerts();
    this.addExtraObjects();
    this.node.addValidation({ validate: () => assertUniqueNames(this) });
  }

  /** All components that are deployed, in the order of their making. */
  public get components(): Component[] {
    return Object.values(this.made);
  }

  /** Private API, where `api.private.enabled`. */
  public get privateApi(): PrivateApi | undefined {
    return this.made['api.private'];
  }

  /** Public API, where `api.public.enabled`. */
  public get publicApi(): PublicApi | undefined {
    return this.made['api.public'];
  }

  /** Tenant Management Service, where multi-tenancy is on and `tms.docker.enabled`. */
  public get tms(): TenantManagementService | undefined {
    return this.made['tms.docker'];
  }

  /** GUI of the Tenant Management Service, where that is deployed and `tmsGui.docker.enabled`. */
  public get tmsGui(): TmsGui | undefined {
    return this.made['tmsGui.docker'];
  }

  /** GUI, where `gui.console.enabled`. */
  public get gui(): Gui | undefined {
    return this.made['gui.console'];
  }

  /** Workers that take their work from Pulsar, where `pulsar.enabled` and their own `enabled`. */
  public get queueWorkers(): QueueWorker[] {
    return Object.values(this.made).filter((component) => component instanceof QueueWorker);
  }

  /** Worker of automatic profile merging, where `worker.apm.profile.enabled`. */
  public get apmWorker(): ApmWorker | undefined {
    return this.made['worker.apm.profile'];
  }

  /** Worker that upgrades stored data, where `worker.upgrade.docker.enabled`. */
  public get upgradeWorker(): UpgradeWorker | undefined {
    return this.made['worker.upgrade.docker'];
  }

  /** Bridge, where `bridge.queue.docker.enabled`. */
  public get queueBridge(): QueueBridge | undefined {
    return this.made['bridge.queue.docker'];
  }

  private assertInstance(instance: string): void {
    if (!INSTANCE.test(instance))
      throw new Error(`${this.node.path}: instance must be at most 53 lower-case letters, digits, "-" and "."`);
  }

  private check(values: JsonObject): CheckedTree {
    const { user, resolved, diagnostics, schemaErrorCount } = checkValues(values);
    const errors = diagnostics.filter(isError);
    if (schemaErrorCount > 0) tellOf(this, errors);
    const problems = grouped(errors).map(formatDiagnostic);
    this.node.addValidation({ validate: () => problems });
    tellOf(this, [...diagnostics.filter((diagnostic) => !isError(diagnostic)), ...adviceOn(user)]);
    return { user, resolved };
  }

  private makeComponents(): { [path: string]: Component } {
    const own = { platform: this.platform, _resolved: this.values };
    const deployed = Object.entries(CLASSES).filter(([path]) => isDeployed(this.values, path));
    return Object.fromEntries(deployed.map(([path, make]) => [path, make(this, componentAt(path).id, own)]));
  }

  private makeRouting(): TenantRouting {
    const { platform, privateApi, publicApi, gui, tms, tmsGui, values } = this;
    return new TenantRouting(this, 'routing', {
      platform,
      privateApi,
      publicApi,
      gui,
      tms,
      tmsGui,
      _resolved: values,
    });
  }

  private makeSeedJob(): TenantSeedJob | undefined {
    if (!this.privateApi || !ask(SEED.where, this.values, this.values)) return undefined;
    return new TenantSeedJob(this, 'seed', {
      platform: this.platform,
      api: this.privateApi,
      tenants: [],
      _resolved: this.values,
    });
  }

  private addAlerts(): void {
    const { prometheusRule } = this.values.monitoring as unknown as MonitoringValues;
    const { enabled, labels, lateAfterMinutes } = prometheusRule;
    if (!enabled) return;
    const { namespace } = Chart.of(this);
    new ApiObject(this, PROMETHEUS_RULE, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: this.platform._metadata(this.platform.objectName(PROMETHEUS_RULE), undefined, { labels }),
      spec: prometheusRuleSpec({ namespace, prefix: this.platform.objectName(''), lateAfterMinutes }),
    });
  }

  private addExtraObjects(): void {
    const { labels, annotations } = this.platform._metadata('');
    for (const { key, manifest } of extraObjects(this.values.extraObjects)) {
      const { apiVersion, kind, ...rest } = withOurs(manifest, labels ?? {}, annotations ?? {});
      const object = new ApiObject(this, `extra-${key}`, {
        ...rest,
        apiVersion: String(apiVersion),
        kind: String(kind),
      });
      if (isClusterKind(object.kind) && object.metadata.namespace)
        object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }

  /** As a hook that only Helm runs, where the values ask for hooks. */
  private addPlatformTest(): void {
    const settings = this.values.seed as unknown as SeedValues;
    const apis = [this.privateApi, this.publicApi].filter((api) => api !== undefined);
    const source = { platform: this.platform, settings, apis, tms: this.tms };
    if (!settings.useHelmHooks || testedUrls(source).length === 0) return;
    const extra = { labels: settings.podLabels, annotations: { ...settings.podAnnotations, ...TEST_HOOK } };
    new ApiObject(this, PLATFORM_TEST, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: this.platform._metadata(this.platform.objectName(PLATFORM_TEST), PLATFORM_TEST, extra),
      spec: platformTestPod(source),
    });
  }
}

/**
 * The values that the parts see. Whoever synthesizes applies with kubectl, Argo CD or Flux, to which Helm's hooks mean nothing or
 * something else: there are none unless the user asks for them.
 */
function synthesized({ user, resolved }: CheckedTree): JsonObject {
  const values = toJsonObject(resolved);
  setAt(values, ['config', 'multiTenant', 'domain'], tenantDomain(resolved));
  setAt(values, ['seed', 'useHelmHooks'], getAt(user, ['seed', 'useHelmHooks']) ?? false);
  return values;
}
