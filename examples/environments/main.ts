import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { TracardiChart } from 'cdk8s-tracardi';

const [, ...lines] = readFileSync('tenants.csv', 'utf8').trim().split(/\r?\n/);
const tenants = lines.map((line) => {
  const [name, email] = line.split(',');
  return { name, email, passwordFrom: { name: `${name}-admin`, key: 'password' } };
});
const app = new App();
for (const namespace of ['staging', 'prod'])
  TracardiChart.fromValues(app, namespace, ['base.yaml', `${namespace}.yaml`], { namespace, overrides: { tenants } });
app.synth();
