import { helm4 } from '../support/tools';
import { notesOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const MULTI = `
config: { multiTenant: { multi: "yes", domain: cdp.example.com } }
secrets: { license: { licenseKey: secret-licence }, tms: { secretKey: secret-key, apiKey: secret-api-key } }
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
  });

  test('no warning where there is nothing to warn of, and no secret', () => {
    const text = notes(MULTI, 'secrets: { installation: { token: mine }, mergingToken: mine-too }');
    expect(text).not.toContain('Warnings');
    expect(text).not.toMatch(/secret-|mine/);
  });
});
