import { helm4 } from '../support/tools';
import { notesOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const MULTI = `
config: { multiTenant: { multi: "yes", domain: cdp.example.com } }
secrets: { license: { licenseKey: secret-licence }, installation: { token: secret-token }, tms: { secretKey: secret-key, apiKey: secret-api-key } }
`;

// Helm 3 prints notes only with a cluster; that it renders them, without printing, is part of every other test.
describe('NOTES.txt', () => {
  const notes = (...texts: string[]): string => notesOf(helm4(), [...workspace.values(...texts), '-n', 'cdp']);

  test('without values: how to reach it from here, and what to change', () => {
    const text = notes('');
    expect(text).toContain('Tracardi 1.1.0 is installed as release tracardi in namespace cdp.');
    expect(text).toContain('kubectl --namespace cdp port-forward service/be-private-svc 8686');
    expect(text).toContain('Multi-tenancy is off');
    expect(text).toContain('secrets.installation.token: the default of this token is public');
    expect(text).not.toContain('DNS records');
  });

  test('URLs, DNS records, tenants', () => {
    const text = notes(
      MULTI,
      `api:
  private: { ingress: { enabled: true, host: "*.cdp.example.com", tls: [{ secretName: t }] } }
  public: { ingress: { enabled: true, host: "*.cdp.example.com" } }
gui: { console: { ingress: { enabled: true, host: gui.cdp.example.com, path: /x/ } } }`,
    );
    expect(text).toContain('Private API:\n  https://*.cdp.example.com\n');
    expect(text).toContain('GUI:\n  http://gui.cdp.example.com/x\n');
    expect(text).toContain('Gateway:\n  *.cdp.example.com\n  gui.cdp.example.com\n');
    expect(text).toContain('<tenant>.cdp.example.com');
    expect(text).toContain('http://be-tms-svc:8383');
    expect(text).not.toContain('port-forward service/be-private-svc');
  });

  test('deprecated keys, with what takes their place', () => {
    const text = notes('pulsar: { cluster_name: c }\nredis: { db: "1" }\nconfig: { systemEvents: "no" }');
    expect(text).toContain('pulsar.cluster_name: is deprecated: use pulsar.clusterName');
    expect(text).toContain('redis.db: has no effect, remove it: the program has no setting for the database number');
    expect(text).toContain('config.systemEvents: is deprecated: use config.systemEvents.enabled');
    const apis = '{ private: { storage: { a: b } }, public: { storage: { a: b } } }';
    expect(notes(`api: ${apis}`).match(/^.*storage.*$/gm)).toEqual([
      '  api.private.storage: has no effect, remove it: fail-over storage was removed in Tracardi 1.1 (and api.public)',
    ]);
  });

  test('no warning where there is nothing to warn of, and no secret', () => {
    const text = notes(MULTI, 'secrets: { installation: { token: mine }, mergingToken: mine-too }');
    expect(text).not.toContain('Warnings');
    expect(text).not.toMatch(/secret-|mine/);
  });

  test('https where a TLS item covers the host, exactly, by a wildcard of one label, or without hosts', () => {
    const urls = (tls: string): string[] => {
      const hosts = 'host: "*.cdp.example.com", hosts: [a.cdp.example.com, a.b.cdp.example.com, cdp.example.com]';
      const text = notes(MULTI, `api: { private: { ingress: { enabled: true, ${hosts}, tls: [${tls}] } } }`);
      return text.match(/\bhttps?:\/\/\S*\.example\.com/g) ?? [];
    };
    expect(urls('{ hosts: ["*.cdp.example.com"], secretName: t }')).toEqual([
      'https://*.cdp.example.com',
      'https://a.cdp.example.com',
      'http://a.b.cdp.example.com',
      'http://cdp.example.com',
    ]);
    expect(urls('{ hosts: [a.cdp.example.com] }, { hosts: [cdp.example.com] }')).toEqual([
      'http://*.cdp.example.com',
      'https://a.cdp.example.com',
      'http://a.b.cdp.example.com',
      'https://cdp.example.com',
    ]);
    expect(urls('{ secretName: t }').every((url) => url.startsWith('https:'))).toBe(true);
  });

  describe('HTTPRoutes', () => {
    const ROUTES = `api:
  private: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] }, ingress: { path: /cdp } }
  public: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] } }`;
    const gateway = (settings: string): string => `gateway: { enabled: true, className: envoy, ${settings} }`;

    test('on the own Gateway: scheme and port of the listener', () => {
      const text = notes(ROUTES, gateway('certificateRefs: []'));
      expect(text).toContain('Private API:\n  http://*.cdp.example.com:8686/cdp\n');
      expect(text).toContain('Public API:\n  http://*.cdp.example.com:8585\n');
    });

    test('no port where the scheme has it as its default', () => {
      const tls = notes(ROUTES, gateway('certificateRefs: [{ name: t }], ports: { private: 443, public: 80 }'));
      expect(tls).toContain('\n  https://*.cdp.example.com/cdp\n');
      expect(tls).toContain('\n  https://*.cdp.example.com:80\n');
      expect(notes(ROUTES, gateway('ports: { public: 80 }'))).toContain('\n  http://*.cdp.example.com\n');
    });

    test('on own listeners: those that carry the hosts', () => {
      const text = notes(
        ROUTES,
        gateway(
          'redirect: { enabled: true }, listeners: [{ name: a, port: 80, protocol: HTTP }, { name: b, port: 443, hostname: "*.cdp.example.com", certificateRefs: [{ name: t }] }, { name: c, port: 8443, hostname: acme.cdp.example.com, certificateRefs: [{ name: t }] }]',
        ),
      );
      expect(text).toContain(
        'Private API:\n  https://*.cdp.example.com/cdp\n  https://acme.cdp.example.com:8443/cdp\n',
      );
    });

    test('on another Gateway: its name', () => {
      const text = notes(
        ROUTES,
        `api:
  private: { httpRoute: { parentRefs: [{ name: shared, namespace: gateways, sectionName: https }] } }
  public: { httpRoute: { parentRefs: [{ name: near, port: 8443 }] } }`,
      );
      expect(text).toContain('\n  *.cdp.example.com/cdp of the Gateway gateways/shared, listener https\n');
      expect(text).toContain('\n  *.cdp.example.com:8443 of the Gateway near\n');
    });
  });

  test('a load balancer: the command that tells its address', () => {
    const text = notes('fullnameOverride: crm\napi: { public: { service: { loadBalancer: true, port: 9000 } } }');
    expect(text).toContain('Public API:\n  http://<address>:9000, ');
    expect(text).toContain('kubectl --namespace cdp get service crm-be-public-lb --output jsonpath=');
    expect(text).not.toContain('port-forward service/crm-be-public-svc');
  });

  describe('tenants', () => {
    const TENANTS = `tenants: [{ name: acme, email: a@acme.example, password: tenant-password }]`;
    const SELECTOR = '--selector app.kubernetes.io/instance=tracardi,app.kubernetes.io/component=tenant-seed';

    test('are installed by a hook, which the test verifies', () => {
      const text = notes(MULTI, TENANTS);
      expect(text).toContain('A Job installs the tenants, again at each upgrade. Its log:');
      expect(text).toContain(`kubectl --namespace cdp logs ${SELECTOR} --tail=-1\n`);
      expect(text).toContain('Verify that all tenants are installed:\n  helm test tracardi --namespace cdp\n');
      expect(text).not.toContain('tenant-password');
    });

    test('are installed by an ordinary Job, for which Helm does not wait and has no test', () => {
      const text = notes(MULTI, TENANTS, 'seed: { useHelmHooks: false }');
      expect(text).toContain('A Job installs the tenants. Its log:');
      expect(text).toContain(`wait --for=condition=Complete job ${SELECTOR}`);
      expect(text).not.toContain('helm test');
    });

    test('are not installed', () => {
      const text = notes(MULTI, TENANTS, 'seed: { enabled: false }');
      expect(text).toContain('The tenants are not installed, since seed.enabled is false.');
      expect(text).toContain('Verify that the components answer:\n  helm test tracardi');
      expect(notes(MULTI)).not.toContain('tenant-seed');
    });

    test('are reached where an API is exposed', () => {
      const reached = 'a tenant is reached at <tenant>.cdp.example.com';
      expect(notes(MULTI)).not.toContain(reached);
      expect(notes(MULTI)).toContain('No API has an Ingress or an HTTPRoute');
      const own = '{ enabled: true, hostnames: ["*.cdp.example.com"], parentRefs: [{ name: shared }] }';
      expect(notes(MULTI, `api: { public: { httpRoute: ${own} } }`)).toContain(reached);
      expect(notes(MULTI, 'gui: { console: { ingress: { enabled: true, host: g.example.com } } }')).not.toContain(
        reached,
      );
    });
  });

  test('a warning of hosts that nobody has set', () => {
    const text = notes(
      `api:
  private: { ingress: { enabled: true } }
  public: { httpRoute: { enabled: true, parentRefs: [{ name: shared }] } }
tms: { docker: { ingress: { enabled: true, host: tms.example.com } } }`,
    );
    expect(text.match(/^.*placeholder.*$/gm)).toEqual([
      '  api.private.ingress.host: has a placeholder as its default: set a host of your own (and api.public)',
    ]);
    const own = notes('gui: { console: { ingress: { enabled: true, host: g.example.com } } }');
    expect(own).not.toContain('placeholder');
  });
});
