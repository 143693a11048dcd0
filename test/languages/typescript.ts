import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Tracardi, TracardiChart } from '../../lib';

/** The app that each language has: an installation from a values file, one from props, and a Deployment of its own. */
export function appInTypeScript(values: string): string {
  const app = new App();
  const overrides = { api: { public: { replicas: 7 } } };
  const fromFile = TracardiChart.fromValues(app, 'crm', [values], { namespace: 'crm', overrides }).tracardi;
  fromFile.privateApi!.addEnv('TENANT_NAME', 'acme');
  for (const component of fromFile.components)
    component.addContainer({ name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 9901, hostIp: '127.0.0.1' }] });

  const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  new Tracardi(chart, 'shop', {
    config: { multiTenant: { multi: true, domain: 'shop.example.com' } },
    secrets: {
      license: { valueFrom: { licenseKey: { name: 'shop', key: 'license' } } },
      installation: { valueFrom: { token: { name: 'shop', key: 'token' } } },
      tms: { valueFrom: { secretKey: { name: 'shop', key: 'sign' }, apiKey: { name: 'shop', key: 'api' } } },
    },
    api: { public: { replicas: 3, tolerations: [{ key: 'spot', operator: 'Exists' }] } },
    tenants: [{ name: 'acme', email: 'admin@acme.example', passwordFrom: { name: 'acme', key: 'password' } }],
  });
  new k8s.KubeDeployment(chart, 'links', {
    metadata: { name: 'links' },
    spec: {
      selector: { matchLabels: { app: 'links' } },
      template: {
        metadata: { labels: { app: 'links' } },
        spec: {
          containers: [
            { name: 'links', image: 'nginx', env: [{ name: 'API', value: fromFile.privateApi!.serviceName }] },
          ],
        },
      },
    },
  });
  return app.synthYaml();
}
