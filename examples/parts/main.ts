// Each part of an installation, alone in a chart and a namespace of its own.
import { App, Chart } from 'cdk8s';
import type { SecretKeyValues } from 'cdk8s-tracardi';
import {
  ApmWorker,
  Gui,
  Platform,
  PrivateApi,
  PublicApi,
  QueueBridge,
  QueueWorker,
  TenantManagementService,
  TenantRouting,
  TenantSeedJob,
  TmsGui,
  UpgradeWorker,
  WorkerQueue,
} from 'cdk8s-tracardi';

const app = new App();

/** What the part needs to know of the installation that it belongs to. */
function platformIn(namespace: string): { chart: Chart; platform: Platform } {
  const chart = new Chart(app, namespace, { namespace, disableResourceNameHashes: true });
  const credentials = (key: string): SecretKeyValues => ({ name: 'tracardi-credentials', key });
  const platform = new Platform(chart, 'platform', {
    instance: 'crm',
    config: { multiTenant: { multi: true, domain: 'your-domain.com' } },
    elastic: { host: 'elasticsearch.elastic.svc', schema: 'https' },
    redis: { host: 'redis-master.redis.svc' },
    secrets: {
      license: { valueFrom: { licenseKey: credentials('license') } },
      installation: { valueFrom: { token: credentials('installation-token') } },
      tms: { valueFrom: { secretKey: credentials('tms-secret-key'), apiKey: credentials('tms-api-key') } },
    },
  });
  return { chart, platform };
}

const privateApi = platformIn('private-api');
new PrivateApi(privateApi.chart, 'api', { platform: privateApi.platform, replicas: 2 });

const publicApi = platformIn('public-api');
const api = new PublicApi(publicApi.chart, 'api', { platform: publicApi.platform });
api.addEnv('TENANT_NAME', 'acme');
api.addContainer({ name: 'proxy', image: 'envoyproxy/envoy:v1.34.1', ports: [{ containerPort: 9901 }] });
api.addVolume({ name: 'scratch', emptyDir: { sizeLimit: '1Gi' } });
api.addMount({ name: 'scratch', mountPath: '/scratch' });

const tms = platformIn('tms');
new TenantManagementService(tms.chart, 'tms', { platform: tms.platform });

const tmsGui = platformIn('tms-gui');
new TmsGui(tmsGui.chart, 'tms-gui', { platform: tmsGui.platform });

const gui = platformIn('gui');
new Gui(gui.chart, 'gui', { platform: gui.platform });

const workers = platformIn('workers');
for (const queue of [WorkerQueue.BACKGROUND, WorkerQueue.COLLECTOR, WorkerQueue.WORKFLOW])
  new QueueWorker(workers.chart, queue, { platform: workers.platform, queue });

const apm = platformIn('apm-worker');
new ApmWorker(apm.chart, 'apm', { platform: apm.platform });

const upgrade = platformIn('upgrade-worker');
new UpgradeWorker(upgrade.chart, 'upgrade', { platform: upgrade.platform });

const bridge = platformIn('queue-bridge');
new QueueBridge(bridge.chart, 'bridge', { platform: bridge.platform });

const routing = platformIn('routing');
new TenantRouting(routing.chart, 'routing', {
  platform: routing.platform,
  privateApi: new PrivateApi(routing.chart, 'private-api', {
    platform: routing.platform,
    ingress: { enabled: true, host: '*.your-domain.com' },
  }),
  publicApi: new PublicApi(routing.chart, 'public-api', {
    platform: routing.platform,
    ingress: { enabled: true, host: '*.your-domain.com' },
  }),
});

const seed = platformIn('seed');
new TenantSeedJob(seed.chart, 'seed', {
  platform: seed.platform,
  api: new PrivateApi(seed.chart, 'api', { platform: seed.platform }),
  tenants: [{ name: 'acme', email: 'admin@acme.example', passwordFrom: { name: 'acme-admin', key: 'password' } }],
});

app.synth();
