import { mermaid } from '../../lib/cli/graph';
import type { Diagram } from '../../lib/cli/graph/diagram';
import { svg } from '../../lib/cli/graph/svg';
import { EXAMPLE, Workplace, noStack } from './command';
import type { RunResult } from '../support/tools';

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

const TENANTS = `config: { multiTenant: { multi: "yes", domain: a.example } }
secrets:
  license: { licenseKey: LICENCE-1234 }
  installation: { token: TOKEN-1234 }
  tms: { secretKey: 0123456789abcdef, apiKey: fedcba9876543210 }
  redis: { password: correct-horse-1 }
tenants:
  - { name: acme, email: admin@acme.example, password: battery-staple-9 }
  - { name: globex, email: admin@globex.example, password: battery-staple-8 }
api:
  private: { ingress: { enabled: true, host: "*.a.example" } }
  public: { ingress: { enabled: true, host: "*.a.example" }, autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 7 } }
`;

const graph = (...args: string[]): RunResult => place.tracardi(['graph', ...args]);

/** Edges of a Mermaid flowchart, by the first lines of their nodes. */
function edgesOf(text: string): string[] {
  const nodes = new Map(
    [...text.matchAll(/^ {2}(n\d+)(?! -->)\W+"([^"]*)"/gm)].map(([, id, label]) => [id, label.split('<br>')[0]]),
  );
  return [...text.matchAll(/^ {2}(n\d+) -->(?:\|"([^"]*)"\|)? (n\d+)$/gm)].map(
    ([, from, label, to]) => `${nodes.get(from)} -${label ?? ''}> ${nodes.get(to)}`,
  );
}

const drawn = (values: string, ...args: string[]): string => {
  place.write('values.yaml', values);
  const { status, stdout } = graph('values.yaml', ...args);
  expect(status).toBe(0);
  return stdout;
};

describe('what runs where', () => {
  test('what is reached from outside, and what knows what', () => {
    const text = drawn(TENANTS);
    expect(text).toMatch(/^---\ntitle: What runs where\n---\nflowchart LR\n/);
    expect(edgesOf(text)).toEqual([
      'browsers and -> Ingress be-api-private-ingress',
      'Ingress be-api-private-ingress -/<br>be-private-svc> be-fa-private',
      'browsers and -> Ingress be-api-public-ingress',
      'Ingress be-api-public-ingress -/track, /collect and 5 more<br>be-public-svc> be-fa-public',
      'be-fa-private -which tenants> be-fa-tms',
      'be-fa-private -> Elasticsearch elastic-std-svc.elastic-standalone',
      'be-fa-public -which tenants> be-fa-tms',
      'be-fa-public -> Elasticsearch elastic-std-svc.elastic-standalone',
      'be-fa-tms -> Elasticsearch elastic-std-svc.elastic-standalone',
      'wk-pl-background -which tenants> be-fa-tms',
      'wk-pl-background -> Elasticsearch elastic-std-svc.elastic-standalone',
      'Job of tenants -installs> be-fa-private',
    ]);
    expect(text).toContain('acme, globex');
    expect(text).toContain('2 to 7 pods');
  });

  test('a TMS outside, no Pulsar, an HTTPRoute, a load balancer, KEDA’s bounds', () => {
    const routes =
      'gateway.enabled=true,gateway.className=x,api.private.ingress.enabled=false,api.private.httpRoute.enabled=true';
    const text = drawn(
      TENANTS,
      '--set=tms.docker.enabled=false,tmsApi.url=http://tms.other:8383,pulsar.enabled=false',
      `--set=${routes},api.public.ingress.enabled=false,api.public.service.loadBalancer=true`,
      '--set=worker.apm.profile.keda.enabled=true,worker.apm.profile.keda.minReplicaCount=0,worker.apm.profile.keda.maxReplicaCount=4',
      '--set-json=worker.apm.profile.keda.triggers=[{"type":"rabbitmq","metadata":{"queueName":"q","value":"50"}}]',
    );
    expect(edgesOf(text)).toEqual(
      expect.arrayContaining([
        'be-fa-private -which tenants> TMS outside',
        'HTTPRoute be-api-private -/<br>be-private-svc> be-fa-private',
        'LoadBalancer be-public-lb -port 8585<br>be-public-lb> be-fa-public',
      ]),
    );
    expect(text).toContain('apm:1.1.0, 0 to 4 pods');
    expect(text).not.toContain('Pulsar');
    expect(text).not.toContain('be-fa-tms');
  });

  test('one tenant alone: no TMS, no Job; nothing outside: no clients', () => {
    const text = drawn('{}');
    expect(text).toContain('be-fa-public');
    expect(text).not.toMatch(/browsers|TMS|tms|Job/);
  });
});

test('how a request finds its tenant: host, paths, first label, TMS', () => {
  const text = drawn(
    TENANTS,
    '--view',
    'request',
    '--set=gui.console.ingress.enabled=true,gui.console.ingress.host=gui.a.example',
  );
  expect(edgesOf(text)).toEqual([
    'https#58;#47;#47;acme.a.example -all other paths> be-fa-private',
    'be-fa-private -> first label of the host',
    'first label of the host -is it a tenant?> TMS',
    'first label of the host -reads and writes> data of acme',
    'https#58;#47;#47;acme.a.example -/track, /collect, /redirect and 4 more> be-fa-public',
    'be-fa-public -> first label of the host',
    'https#58;#47;#47;gui.a.example -every path> fe-rj-gui',
  ]);
});

describe('what the Job does', () => {
  test('an install: looks first, confirms, repeats what may pass', () => {
    const text = drawn(TENANTS, '--view', 'job', '--set=seed.timeoutSeconds=99,seed.backoffLimit=6');
    expect(edgesOf(text)).toEqual([
      'tenant-seed-… -> wait until they answer',
      'wait until they answer -> each tenant: GET /install',
      'each tenant: GET /install -installed> left as it is',
      'each tenant: GET /install -not installed> POST /tenant/install',
      'POST /tenant/install -> GET /install confirms it?',
      'GET /install confirms it? -yes> installed',
      'GET /install confirms it? -a fault that may pass> wait and look again',
      'wait and look again -time left> each tenant: GET /install',
      'wait and look again -no time left> pod fails with 1',
      'GET /install confirms it? -refused> told as failed with its reason',
    ]);
    for (const told of [
      '2 tenants: acme, globex',
      'Host: acme.a.example',
      '99 s',
      'at most 6 times',
      'be-tms-svc:8383',
    ])
      expect(text).toContain(told);
  });

  test('a check installs nothing', () => {
    const text = drawn(TENANTS, '--view', 'job', '--set=seed.mode=check');
    expect(text).toContain('told as not installed');
    expect(text).not.toContain('POST');
  });
});

test('SVG: every text of the Mermaid drawing stands in an image that loads and runs nothing', () => {
  for (const view of ['deployment', 'request', 'job']) {
    const labels = [...drawn(TENANTS, '--view', view).matchAll(/"([^"]+)"/g)].flatMap(([, label]) =>
      label.split('<br>'),
    );
    const image = drawn(TENANTS, '--view', view, '--format', 'svg');
    const plain = (text: string): string => text.replace(/&?#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    const texts = [...image.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => plain(text));
    expect(texts.sort()).toEqual(labels.map(plain).sort());
    expect(image).not.toMatch(/<script|<image|@import|url\((?!#)|(?<!xmlns)="https?:|NaN|undefined/);
  }
});

test('a name that means something to Mermaid or to SVG stays a name', () => {
  const diagram: Diagram = {
    title: 'T',
    direction: 'LR',
    nodes: [{ id: 'end', lines: ['a<b>"c`d;#quot;](x)'], shape: 'step' }],
    edges: [{ from: 'end', to: 'end', label: '|x|' }],
  };
  expect(mermaid(diagram)).toBe(
    '---\ntitle: T\n---\nflowchart LR\n' +
      '  n0("a#60;b#62;#34;c#96;d#59;#35;quot#59;#93;#40;x#41;")\n  n0 -->|"#124;x#124;"| n0\n',
  );
  expect(svg(diagram)).toContain('>a&#60;b&#62;&#34;c`d;#quot;](x)<');
});

test('no credential is drawn', () => {
  const url = 'tmsApi: { url: "http://user:swordfish-77@tms.example" }\n';
  for (const view of ['deployment', 'request', 'job'])
    for (const format of ['mermaid', 'svg'])
      expect(drawn(url + TENANTS, '--view', view, '--format', format)).not.toMatch(
        /swordfish|LICENCE|0123456789abcdef|fedcba98|correct-horse|battery-staple|admin@/,
      );
});

describe('what cannot be drawn', () => {
  test.each([
    [['--view', 'job'], 1, 'error: nothing to draw: the values make no Job: it needs tenants'],
    [['--view', 'request'], 1, 'error: nothing to draw: nothing is reached from outside: enable an ingress'],
    [['--view', 'jobs'], 2, 'error: --view must be one of deployment, request, job; did you mean job?'],
    [['--format', 'png'], 2, 'error: --format must be one of mermaid, svg'],
    [['missing.yaml'], 2, 'missing.yaml: error: there is no such file'],
    [['--set', 'api.private.replica=1'], 1, 'api.private.replica: is not a known key'],
  ])('%p', (args, status, message) => {
    const result = graph(...args);
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status, stdout: '' });
    expect(result.stderr).toContain(message);
    noStack(result.stderr);
  });
});

test('the comment of a pull request holds the drawing of the new values', () => {
  place.write('old.yaml', '{}');
  place.write('new.yaml', TENANTS);
  const { stdout } = place.tracardi(['diff', '--format', 'markdown', 'old.yaml', 'new.yaml']);
  const [, drawing] = /<summary>What runs then<\/summary>\n\n```mermaid\n([^]*?)```\n\n<\/details>\n$/.exec(stdout)!;
  place.write('values.yaml', TENANTS);
  expect(drawing).toBe(graph('-f', 'values.yaml').stdout);
  expect(place.tracardi(['diff', '--format', 'markdown', 'new.yaml', 'new.yaml']).stdout).not.toContain('mermaid');
});

test('the example, and files merged in order', () => {
  const text = graph('-f', EXAMPLE, '--set=api.private.replicas=3').stdout;
  expect(text).toContain('com-tracardi-api:1.1.x, 3 pods');
  place.write('more.yaml', 'api: { private: { replicas: 9 } }');
  expect(graph('-f', EXAMPLE, 'more.yaml').stdout).toContain('com-tracardi-api:1.1.x, 9 pods');
});
