import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Tracardi } from 'cdk8s-tracardi';

/** Two installations beside other objects: one for many tenants, one for a single one. */
class Customers extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'customers', disableResourceNameHashes: true });
    const tracardi = new Tracardi(this, 'crm', {
      config: { multiTenant: { multi: true, domain: 'crm.example.com' } },
      secrets: {
        license: { valueFrom: { licenseKey: { name: 'crm', key: 'license' } } },
        installation: { valueFrom: { token: { name: 'crm', key: 'token' } } },
        tms: { valueFrom: { secretKey: { name: 'crm', key: 'sign' }, apiKey: { name: 'crm', key: 'api' } } },
      },
      api: { private: { ingress: { enabled: true, host: '*.crm.example.com' } } },
    });
    tracardi.privateApi!.addEnv('TENANT_NAME', 'acme');
    ApiObject.of(tracardi.privateApi!).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high'));
    new k8s.KubeConfigMap(this, 'links', {
      metadata: { name: 'links' },
      data: { api: tracardi.privateApi!.serviceName },
    });
  }
}

class Shop extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop', disableResourceNameHashes: true });
    new Tracardi(this, 'shop', { api: { public: { replicas: 3 } } });
  }
}

const app = new App();
new Customers(app, 'customers');
new Shop(app, 'shop');
process.stdout.write(app.synthYaml());
