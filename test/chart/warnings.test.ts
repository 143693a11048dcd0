import { formatPath } from '../../lib/json/diagnostic';
import { grouped } from '../../lib/values/grouped';
import { RULES } from '../../lib/values/rules';
import { synthesizeValues } from '../support/objects';
import { helm4 } from '../support/tools';
import { notesOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const WARNING_RULES = RULES.filter(({ severity }) => severity === 'warning').map(({ id }) => id);

/** What the notes warn of; of keys that moved other tests tell. */
function notedWarnings(values: string): string[] {
  const [, lines = ''] = notesOf(helm4(), workspace.values(values)).split('\nWarnings:\n');
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .sort();
}

/** What the synthesizer warns of by its rules. */
function toldWarnings(values: string): string[] {
  const warnings = synthesizeValues(values).diagnostics.filter(({ rule }) => WARNING_RULES.includes(rule));
  // The chart knows neither files nor lines.
  return grouped(warnings.map(({ severity, rule, path, message }) => ({ severity, rule, path, message })))
    .map(({ path = [], message }) => `${formatPath(path)}: ${message}`)
    .sort();
}

/** The notes of the chart warn as the synthesizer does, sentence by sentence; the number is how many there are beside public tokens. */
describe('both faces warn of', () => {
  test.each([
    [
      'amounts',
      5,
      `
gui: { console: { resources: { limits: { memory: 100 }, requests: { memory: "50" } } } }
worker: { background: { resources: { limits: { cpu: 500 } } } }
init: { resources: { limits: { memory: 1.7Gi } } }
api: { public: { extraVolumes: [{ name: a, emptyDir: { sizeLimit: 5 } }] } }`,
    ],
    [
      'globals of other charts and a switch that is for them',
      4,
      'enabled: false\nglobal: { storageClass: fast, imageRegistry: h.example, imagePullSecret: a, nothing: null, "a b": 1, "a.b": 1 }',
    ],
    [
      'requests that autoscaling lacks',
      3,
      `
gui: { console: { autoscaling: { enabled: true }, resources: null, extraContainers: [{ name: a, image: a }] } }
api:
  public:
    resources: null
    extraContainers: [{ name: a, image: a }]
    autoscaling:
      enabled: true
      targetCpuUtilizationPercentage: null
      metrics:
        - { type: ContainerResource, containerResource: { container: a, name: memory, target: { type: Utilization, averageUtilization: 50 } } }
  private: { resources: null, keda: { enabled: true, triggers: [{ type: cpu, metadata: {} }] } }`,
    ],
    [
      'budgets that block',
      2,
      `
api:
  private: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: "51%" } }
  public: { replicas: null, podDisruptionBudget: { enabled: true, maxUnavailable: "0%" } }
gui: { console: { autoscaling: { enabled: true }, podDisruptionBudget: { enabled: true, minAvailable: 1 } } }
worker:
  background: { keda: { enabled: true, minReplicaCount: 0, triggers: [{ type: k, metadata: {} }] }, podDisruptionBudget: { enabled: true, minAvailable: 1 } }
  collector: { replicas: 3, podDisruptionBudget: { enabled: true, maxUnavailable: 0 } }
  workflow: { replicas: 0, podDisruptionBudget: { enabled: true, minAvailable: 1 } }`,
    ],
    [
      'images and paths',
      2,
      `
api: { image: { registry: h.example, repository: docker.io/tracardi/api } }
gui: { console: { ingress: { enabled: true, host: a.example.com, pathType: Exact } } }`,
    ],
    [
      'hosts, certificates, the TMS and Pulsar',
      6,
      `
config: { multiTenant: { multi: "yes", domain: example.com } }
secrets: { license: { licenseKey: l }, installation: { token: i }, tms: { secretKey: s, apiKey: a } }
pulsar: { enabled: false }
tmsApi: { url: "https://tms.example.com" }
tenants: [{ name: acme, email: a@b.example, password: p }, { name: globex, email: a@b.example, password: p }]
worker: { collector: { enabled: true } }
api:
  private: { ingress: { enabled: true, host: cdp.example.com, annotations: { cert-manager.io/issuer: a } } }
  public:
    ingress: { enabled: true, host: track.example.com, tls: [{ hosts: ["*.b.example.com"], secretName: a }] }
    httpRoute: { enabled: true, hostnames: [acme.track.example.com], parentRefs: [{ name: g }] }`,
    ],
  ])('%s', (_, count, values) => {
    const noted = notedWarnings(values);
    expect(noted).toEqual(toldWarnings(values));
    expect(noted.filter((line) => !line.includes('the default of this token is public'))).toHaveLength(count);
  });
});
