import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ApmWorker } from './apm-worker';
import { Gui } from './gui';
import { Platform } from './platform';
import { isChecked, markChecked, settingsOf } from './manifests/block';
import { PLATFORM_TEST, platformTestPod, testedUrls } from './manifests/platform-test';
import { TEST_HOOK } from './manifests/seed';
import { assertUniqueNames } from './manifests/unique-names';
import { PrivateApi } from './private-api';
import { formatDiagnostic } from './json/diagnostic';
import type { JsonObject } from './json/json';
import { getAt, setAt, splitPath, toJsonObject } from './json/tree';
import { PublicApi } from './public-api';
import { QueueBridge } from './queue-bridge';
import { QueueWorker, WorkerQueue } from './queue-worker';
import { TenantManagementService } from './tenant-management-service';
import { TenantRouting } from './tenant-routing';
import { TenantSeedJob } from './tenant-seed-job';
import { TmsGui } from './tms-gui';
import { UpgradeWorker } from './upgrade-worker';
import { checkValues, isError } from './values/check';
import { tenantDomain } from './values/domain';
import type { SeedValues } from './values/generated/resolved';
import type { TenantValues, TracardiValues } from './values/generated/types';
import { resolveValues } from './values/resolve';
import { isDeployed } from './values/routes';

export interface TracardiProps extends TracardiValues {
  /**
   * Name of the installation, in the label `app.kubernetes.io/instance` of every object. Selectors hold it: never change it.
   *
   * @default - the id of the construct
   */
  readonly instance?: string;
}

/** What Helm allows as the name of a release, and Kubernetes as a label. */
const INSTANCE = /^(?=.{1,53}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Keys of the values tree that the platform does not share. */
const COMPONENT_KEYS = ['init', 'api', 'gui', 'tms', 'tmsGui', 'worker', 'bridge', 'gateway', 'tenants', 'seed'];

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
  /** Private API, where `api.private.enabled`. */
  public readonly privateApi?: PrivateApi;
  /** Public API, where `api.public.enabled`. */
  public readonly publicApi?: PublicApi;
  /** Tenant Management Service, where multi-tenancy is on and `tms.docker.enabled`. */
  public readonly tms?: TenantManagementService;
  /** GUI of the Tenant Management Service, where that is deployed and `tmsGui.docker.enabled`. */
  public readonly tmsGui?: TmsGui;
  /** GUI, where `gui.console.enabled`. */
  public readonly gui?: Gui;
  /** Workers that take their work from Pulsar, where `pulsar.enabled` and their own `enabled`. */
  public readonly queueWorkers: QueueWorker[];
  /** Worker of automatic profile merging, where `worker.apm.profile.enabled`. */
  public readonly apmWorker?: ApmWorker;
  /** Worker that upgrades stored data, where `worker.upgrade.docker.enabled`. */
  public readonly upgradeWorker?: UpgradeWorker;
  /** Bridge, where `bridge.queue.docker.enabled`. */
  public readonly queueBridge?: QueueBridge;
  /** The Job that installs the tenants, where there are any and `seed.enabled`. */
  public readonly seedJob?: TenantSeedJob;
  /** How requests from outside reach the components. */
  public readonly routing: TenantRouting;

  private readonly user: JsonObject;
  private readonly resolved: JsonObject;

  public constructor(scope: Construct, id: string, props: TracardiProps = {}) {
    super(scope, id);
    const { instance = id, ...values } = props;
    if (!INSTANCE.test(instance))
      throw new Error(`${this.node.path}: instance must be at most 53 lower-case letters, digits, "-" and "."`);
    const given = toJsonObject(values);
    const { user, resolved } = isChecked(props) ? { user: given, resolved: resolveValues(given) } : this.check(given);
    this.user = user;
    this.resolved = resolved;
    this.platform = this.makePlatform(instance);
    this.privateApi = this.make(
      'api.private',
      (block) => new PrivateApi(this, 'private-api', { ...block, ...this.apiImages() }),
    );
    this.publicApi = this.make(
      'api.public',
      (block) => new PublicApi(this, 'public-api', { ...block, ...this.apiImages() }),
    );
    this.tms = this.make('tms.docker', (block) => new TenantManagementService(this, 'tms', block));
    this.queueBridge = this.make('bridge.queue.docker', (block) => new QueueBridge(this, 'queue-bridge', block));
    this.queueWorkers = this.makeQueueWorkers();
    this.upgradeWorker = this.make(
      'worker.upgrade.docker',
      (block) => new UpgradeWorker(this, 'upgrade-worker', block),
    );
    this.apmWorker = this.make('worker.apm.profile', (block) => new ApmWorker(this, 'apm-worker', block));
    this.gui = this.make('gui.console', (block) => new Gui(this, 'gui', block));
    this.tmsGui = this.make('tmsGui.docker', (block) => new TmsGui(this, 'tms-gui', block));
    this.routing = this.makeRouting();
    this.seedJob = this.makeSeedJob();
    if (!this.seedJob) this.addPlatformTest();
    this.node.addValidation({ validate: () => assertUniqueNames(this) });
  }

  private check(values: JsonObject): { user: JsonObject; resolved: JsonObject } {
    const { user, resolved, diagnostics, schemaErrorCount } = checkValues(values);
    const errors = diagnostics.filter(isError);
    if (schemaErrorCount > 0)
      throw new Error(`the props of ${this.node.path} are not valid:\n${errors.map(formatDiagnostic).join('\n')}`);
    this.node.addValidation({ validate: () => errors.map(formatDiagnostic) });
    return { user, resolved };
  }

  private makePlatform(instance: string): Platform {
    const values = structuredClone(this.user);
    for (const key of COMPONENT_KEYS) delete values[key];
    setAt(values, ['config', 'multiTenant', 'domain'], tenantDomain(this.resolved));
    const service = getAt(this.resolved, ['tms', 'docker', 'service']) as { name: string; port: number };
    return new Platform(
      this,
      'platform',
      markChecked({ ...values, instance, tmsServiceName: service.name, tmsPort: service.port }),
    );
  }

  /** A component from its block of the values, with the image that stands beside or above it; undefined where it is not deployed. */
  private make<T>(path: string, create: (block: { platform: Platform }) => T): T | undefined {
    if (!isDeployed(this.resolved, path)) return undefined;
    const keys = splitPath(path);
    const image = getAt(this.user, [...keys.slice(0, -1), 'image']) as object | undefined;
    const block = (getAt(this.user, keys) ?? {}) as JsonObject;
    return create(markChecked({ ...(image ? { image } : {}), ...block, platform: this.platform }));
  }

  private apiImages(): { image?: object; init: object } {
    return { image: getAt(this.user, ['api', 'image']) as object | undefined, init: (this.user.init ?? {}) as object };
  }

  private makeQueueWorkers(): QueueWorker[] {
    const queues = [WorkerQueue.BACKGROUND, WorkerQueue.COLLECTOR, WorkerQueue.WORKFLOW];
    const workers = queues.map((queue) =>
      this.make(
        `worker.${queue}`,
        (block) => new QueueWorker(this, `${queue}-worker`, { ...block, queue, init: this.workerInit() }),
      ),
    );
    return workers.filter((worker) => worker !== undefined);
  }

  /** The init containers of workers have the tag of the API, too. */
  private workerInit(): JsonObject {
    const init = structuredClone((this.user.init ?? {}) as JsonObject);
    const given = getAt(this.resolved, ['init', 'image']) as { tag: string; digest: string };
    if (!given.tag && !given.digest) setAt(init, ['image', 'tag'], getAt(this.resolved, ['api', 'image', 'tag'])!);
    return init;
  }

  private makeRouting(): TenantRouting {
    const { platform, privateApi, publicApi, gui, tms, tmsGui } = this;
    return new TenantRouting(this, 'routing', {
      platform,
      privateApi,
      publicApi,
      gui,
      tms,
      tmsGui,
      gateway: this.user.gateway as object,
    });
  }

  /** As a hook that only Helm runs, where the values ask for hooks. */
  private addPlatformTest(): void {
    const settings = settingsOf<SeedValues>('seed', markChecked(this.seedSettings()));
    const apis = [this.privateApi, this.publicApi].filter((api) => api !== undefined);
    const source = { platform: this.platform, settings, apis, tms: this.tms };
    if (!settings.useHelmHooks || testedUrls(source).length === 0) return;
    const { podLabels: labels, podAnnotations } = settings;
    const annotations = { ...podAnnotations, ...TEST_HOOK };
    new ApiObject(this, PLATFORM_TEST, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: this.platform._metadata(this.platform.objectName(PLATFORM_TEST), PLATFORM_TEST, {
        labels,
        annotations,
      }),
      spec: platformTestPod(source),
    });
  }

  /** Whoever synthesizes applies with kubectl, Argo CD or Flux, to which Helm's hooks mean nothing or something else. */
  private seedSettings(): object {
    return { useHelmHooks: false, ...(this.user.seed as object) };
  }

  private makeSeedJob(): TenantSeedJob | undefined {
    const { enabled } = this.resolved.seed as unknown as { enabled: boolean };
    const tenants = (this.user.tenants ?? []) as unknown as TenantValues[];
    if (!enabled || tenants.length === 0 || !this.privateApi || !this.platform.isMultiTenant) return undefined;
    return new TenantSeedJob(
      this,
      'seed',
      markChecked({ ...this.seedSettings(), platform: this.platform, api: this.privateApi, tenants }),
    );
  }
}
