// An app as users write it: a file, a construct of cdk8s-plus of a newer Kubernetes beside it.
const { App, Chart } = require('cdk8s');
const { Deployment } = require(process.argv[3] ?? 'cdk8s-plus-33');
const { TracardiChart } = require('cdk8s-tracardi');

const app = new App();
TracardiChart.fromValues(app, 'crm', [process.argv[2]], { namespace: 'crm' });
new Deployment(new Chart(app, 'own'), 'links', { containers: [{ image: 'nginx', port: 80 }] }).exposeViaService();
process.stdout.write(app.synthYaml());
