import type { JsonObject } from '../../lib/json/json';
import { HELMS, objectsOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

interface Metadata {
  name: string;
  namespace: string;
  labels: { [key: string]: string };
}
const metadataOf = ({ metadata }: JsonObject): Metadata => metadata as unknown as Metadata;

const EVERYTHING = `
config: { multiTenant: { multi: "yes", domain: cdp.example.com } }
secrets: { license: { licenseKey: l }, installation: { token: i }, tms: { secretKey: s, apiKey: a } }
worker: { collector: { enabled: true }, workflow: { enabled: true } }
bridge: { queue: { docker: { enabled: true } } }
`;

/** Names that releases of the chart before have. */
const DEPLOYMENTS = [
  'be-fa-private',
  'be-fa-public',
  'be-fa-tms',
  'bg-queue-prod',
  'fe-rj-gui',
  'fe-rj-tms-gui',
  'wk-apm',
  'wk-pl-background',
  'wk-pl-collector',
  'wk-pl-workflow',
  'wk-rd-upgrades',
];

describe.each(HELMS)('%s', (_, helm) => {
  const ofKind = (kind: string, args: string[]): JsonObject[] =>
    objectsOf(helm, args).filter((object) => object.kind === kind);
  const namesOf = (kind: string, args: string[]): string[] =>
    ofKind(kind, args)
      .map((object) => metadataOf(object).name)
      .sort();

  test('the names are those of the chart before', () => {
    const args = workspace.values(EVERYTHING);
    expect(namesOf('Deployment', args)).toEqual(DEPLOYMENTS);
    expect(namesOf('Service', args)).toEqual([
      'be-private-svc',
      'be-public-svc',
      'be-tms-svc',
      'fe-gui-svc',
      'fe-tms-gui-svc',
    ]);
    expect(namesOf('ConfigMap', args)).toEqual([
      'gui-config',
      'pre-destinations-cm',
      'pre-event-sources-cm',
      'pre-resources-cm',
      'tenant-aliases-cm',
    ]);
  });

  test('selectors are the three labels of the chart before', () => {
    const [gui] = ofKind('Deployment', ['-n', 'cdp']).filter((object) => metadataOf(object).name === 'fe-rj-gui');
    expect((gui.spec as { selector: object }).selector).toEqual({
      matchLabels: {
        'app.kubernetes.io/name': 'tracardi',
        'app.kubernetes.io/instance': 'tracardi',
        'app.kubernetes.io/component': 'fe-rj-gui',
      },
    });
  });

  test('fullnameOverride comes before all names, nameOverride is a label', () => {
    const objects = objectsOf(helm, workspace.values(EVERYTHING, 'fullnameOverride: crm\nnameOverride: cdp'));
    expect(objects.map((object) => metadataOf(object).name).filter((name) => !name.startsWith('crm-'))).toEqual([]);
    expect(new Set(objects.map((object) => metadataOf(object).labels['app.kubernetes.io/name']))).toEqual(
      new Set(['cdp']),
    );
  });

  test('every object has the namespace of the release', () => {
    const objects = objectsOf(helm, [...workspace.values(EVERYTHING), '-n', 'cdp-prod']);
    expect(new Set(objects.map((object) => metadataOf(object).namespace))).toEqual(new Set(['cdp-prod']));
  });
});
