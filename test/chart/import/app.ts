import { App, Chart } from 'cdk8s';
import { TolerationOperator, Tracardi } from './imports/tracardi';

const app = new App();
const chart = new Chart(app, 'crm', { disableResourceNameHashes: true });
new Tracardi(chart, 'crm', {
  releaseName: 'tracardi',
  helmExecutable: process.argv[2],
  values: {
    commonLabels: { team: 'crm' },
    redis: { host: 'redis.example', port: 6380 },
    config: { systemEvents: { enabled: 'no' } },
    api: {
      private: {
        replicas: 3,
        podLabels: { tier: 'front' },
        resources: { limits: { memory: '512Mi' } },
        tolerations: [{ key: 'spot', operator: TolerationOperator.EXISTS }],
        extraEnv: [{ name: 'COLOUR', value: 'blue' }],
        ingress: { enabled: true, host: 'crm.example.com' },
      },
    },
    worker: { background: { enabled: false } },
    extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' }, data: { a: 'b' } }],
  },
});
process.stdout.write(app.synthYaml());
