import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Gui,
  Platform,
  PrivateApi,
  PublicApi,
  TenantManagementService,
  TenantRouting,
  TenantSeedJob,
  Tracardi,
} from '../lib';
import type { PlatformProps, TenantValues } from '../lib';

/** Parts that are taken alone are checked as a whole installation is, as far as they know it. */

const chartOf = (): Chart => new Chart(new App(), 'crm', { namespace: 'crm', disableResourceNameHashes: true });

const key = (name: string): { name: string; key: string } => ({ name: 'credentials', key: name });
const SECRETS = {
  license: { valueFrom: { licenseKey: key('license') } },
  installation: { valueFrom: { token: key('token') } },
  tms: { valueFrom: { secretKey: key('secret'), apiKey: key('api') } },
  mergingToken: 'f4a1c6d29b',
};
/** Nothing in it is questionable. */
const MULTI_TENANT = { config: { multiTenant: { multi: true, domain: 'cdp.example.com' } }, secrets: SECRETS };

const platformIn = (chart: Chart, props: Partial<PlatformProps> = MULTI_TENANT): Platform =>
  new Platform(chart, 'platform', { instance: 'crm', ...props });

function warningsOf(part: Construct): string[] {
  return part.node.metadata.filter(({ type }) => type === 'warning').map(({ data }) => String(data));
}

describe('a platform', () => {
  const REFUSED: readonly [name: string, props: Partial<PlatformProps>, message: RegExp][] = [
    [
      'of many tenants without their domain',
      { secrets: SECRETS, config: { multiTenant: { multi: true } } },
      /^the props of crm\/platform are not valid:\n.*config\.multiTenant\.domain: .*\[domain\]$/,
    ],
    [
      'of many tenants without credentials, all at once',
      { config: MULTI_TENANT.config },
      /secrets\.tms\.secretKey: .*\n.*secrets\.tms\.apiKey: .*\n.*secrets\.license\.licenseKey: .*\n.*\[public-installation-token\]$/s,
    ],
    [
      'with a credential in two places',
      { secrets: { redis: { password: 'a', valueFrom: { password: key('redis') } } } },
      /secrets\.redis\.valueFrom\.password: .*\[secret-twice\]/,
    ],
    ['with labels of ours', { commonLabels: { 'app.kubernetes.io/name': 'x' } }, /commonLabels: .*\[own-label\]/],
    ['that the schema refuses', { elastic: { port: 0 } }, /elastic\.port: .*/],
  ];

  test.each(REFUSED)('%s is refused', (_name, props, message) => {
    expect(() => platformIn(chartOf(), props)).toThrow(message);
  });

  test('with a TMS elsewhere does not ask for one of its own to be switched off', () => {
    const platform = platformIn(chartOf(), { ...MULTI_TENANT, tmsApi: { url: 'https://tms.example.com' } });
    expect(warningsOf(platform)).toEqual([]);
  });

  test('carries its warnings as those of the construct, without the secret', () => {
    const platform = platformIn(chartOf(), { secrets: { redis: { password: 'changeme-12' } } });
    expect(warningsOf(platform).join('\n')).toMatch(/secrets\.redis\.password: looks like a placeholder/);
    expect(warningsOf(platform).join('\n')).not.toContain('changeme-12');
  });
});

describe('a component', () => {
  test('is checked together with its platform', () => {
    const chart = chartOf();
    const platform = platformIn(chart, { ...MULTI_TENANT, global: { imageRegistry: 'mirror.example.com' } });
    const image = { registry: 'mirror.example.com', repository: 'mirror.example.com/gui', tag: '1' };
    expect(() => new Gui(chart, 'gui', { platform, image })).toThrow(
      /^the props of crm\/gui are not valid:\n.*\[registry-twice\]$/,
    );
    const long = platformIn(new Chart(new App(), 'long'), { ...MULTI_TENANT, fullnameOverride: 'a'.repeat(40) });
    const service = { name: 'b'.repeat(30) };
    expect(() => new TenantManagementService(chart, 'tms', { platform: long, service })).toThrow(
      /tms\.docker\.service\.name: .*\[service-name-length\]/,
    );
  });

  test('carries its warnings', () => {
    const chart = chartOf();
    const extraEnv = [{ name: 'SMTP_PASSWORD', value: 'iloveacme-2026' }];
    const gui = new Gui(chart, 'gui', { platform: platformIn(chart), extraEnv });
    expect(warningsOf(gui)).toEqual([expect.stringMatching(/gui\.console\.extraEnv\[0\]\.value: looks like a secret/)]);
  });

  test('waits for its routing with what only that knows', () => {
    const chart = chartOf();
    const httpRoute = { enabled: true };
    const api = new PrivateApi(chart, 'api', { platform: platformIn(chart), httpRoute });
    expect(api.serviceName).toBe('be-private-svc');
  });
});

describe('a routing', () => {
  const routing = (props: object, gateway?: object, host = '*.cdp.example.com'): TenantRouting => {
    const chart = chartOf();
    const platform = platformIn(chart);
    const privateApi = new PrivateApi(chart, 'private', { platform, ingress: { host }, ...props });
    const ingress = { enabled: true, host: '*.cdp.example.com' };
    const gui = new Gui(chart, 'gui', { platform, ingress });
    return new TenantRouting(chart, 'routing', { platform, privateApi, gui, gateway });
  };

  test('without a Gateway for an HTTPRoute is refused, and taken with one', () => {
    const props = { httpRoute: { enabled: true } };
    expect(() => routing(props)).toThrow(/^the props of crm\/routing are not valid:\n.*\[route-parent\]$/);
    expect(() => routing(props, { enabled: true })).toThrow(/gateway\.className: .*\[gateway-class\]/);
    expect(() => routing(props, { enabled: true, className: 'traefik' })).not.toThrow();
  });

  test('of two components with the same host and path is refused', () => {
    const ingress = { enabled: true, host: '*.cdp.example.com' };
    expect(() => routing({ ingress })).toThrow(/gui\.console\.ingress\.host: .*\[route-conflict\]/);
  });

  test('whose hosts no listener carries is refused', () => {
    const listeners = [{ name: 'a', protocol: 'HTTP', port: 80, hostname: '*.example.org' }];
    const gateway = { enabled: true, className: 'traefik', listeners };
    expect(() => routing({ httpRoute: { enabled: true } }, gateway)).toThrow(/\[route-listener\]/);
  });

  test('by which no tenant is reached carries a warning', () => {
    const ingress = { enabled: true, host: 'api.example.org' };
    expect(warningsOf(routing({ ingress }))).toEqual([expect.stringMatching(/api\.private\.ingress\.host: .*tenant/)]);
  });

  test('refuses a component in the place of another', () => {
    const chart = chartOf();
    const platform = platformIn(chart);
    const gui = new Gui(chart, 'gui', { platform });
    expect(() => new TenantRouting(chart, 'routing', { platform, gui, privateApi: gui })).toThrow(
      'crm/routing: privateApi is the component gui.console, not api.private',
    );
  });

  test('refuses labels of ours on the Gateway', () => {
    const gateway = { enabled: true, className: 'a', labels: { 'helm.sh/chart': 'x' } };
    expect(() => routing({ httpRoute: { enabled: true } }, gateway)).toThrow(/gateway\.labels: .*\[own-label\]/);
  });
});

describe('a Job for tenants', () => {
  const job = (tenants: TenantValues[], settings: object = {}): TenantSeedJob => {
    const chart = chartOf();
    const platform = platformIn(chart);
    const api = new PublicApi(chart, 'api', { platform });
    return new TenantSeedJob(chart, 'seed', { platform, api, tenants, ...settings });
  };
  const passwordFrom = { name: 'acme', key: 'password' };
  const ACME = { name: 'acme', email: 'a@acme.example', passwordFrom };

  const REFUSED: readonly [name: string, tenants: TenantValues[], settings: object, message: RegExp][] = [
    ['of two tenants with one name', [ACME, { ...ACME }], {}, /tenants\[1\].*\[tenant-twice\]/],
    [
      'of a tenant without a password',
      [{ name: 'acme', email: 'a@acme.example' }],
      {},
      /tenants\[0\].*\[tenant-password\]/,
    ],
    [
      'that ends while it waits',
      [ACME],
      { timeoutSeconds: 600, activeDeadlineSeconds: 300 },
      /seed\.activeDeadlineSeconds: .*\[seed-deadline\]/,
    ],
  ];

  test.each(REFUSED)('%s is refused', (_name, tenants, settings, message) => {
    expect(() => job(tenants, settings)).toThrow(message);
  });

  test('carries its warnings', () => {
    expect(warningsOf(job([{ name: 'acme', email: 'a@acme.example', password: 'admin' }]))).toEqual([
      expect.stringMatching(/tenants\[0\]\.password: looks like a placeholder/),
    ]);
  });
});

test('a part beside a whole installation is checked with all of that', () => {
  const chart = chartOf();
  const { platform } = new Tracardi(chart, 'tracardi', { ...MULTI_TENANT, fullnameOverride: 'a'.repeat(20) });
  const service = { name: 'b'.repeat(50) };
  expect(() => new TenantManagementService(chart, 'second', { platform, service })).toThrow(/\[service-name-length\]/);
  expect(() => new PublicApi(chart, 'third', { platform, replicas: 2 })).not.toThrow();
});
