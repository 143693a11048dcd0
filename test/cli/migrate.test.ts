import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { synthesizeValues } from '../support/objects';
import { Workplace } from './command';

const place = new Workplace();
afterAll(() => place.remove());

const SCENARIOS = join(__dirname, '..', 'data', 'scenarios');

const OLD = `# The platform of Acme.
redis:
  # In the other namespace.
  host: redis.cache.svc
  authenticate: true # since May
  # Number of the database.
  db: "3"
pulsar:
  cluster_name: acme # as in production
  port: 6650
config:
  systemEvents: "no"
  # Nobody reads these.
  enableVisitEnded: "yes"
mysql:
  username: tracardi
  # Rotated in May.
  password: hunter22-hunter22
api:
  public:
    config:
      # One index a month.
      eventPartitioning: month
`;

test('keys move to their places with their comments, and dead ones go', () => {
  place.write('old.yaml', OLD);
  const { status, stdout, stderr } = place.tracardi(['migrate', 'old.yaml']);
  expect({ status, stderr: stderr.split('\n').sort() }).toEqual({
    status: 0,
    stderr: [
      '',
      'old.yaml: api.public.config.eventPartitioning: is now config.partitioning.event',
      'old.yaml: config.enableVisitEnded: is now config.systemEvents.collectVisitEnded',
      'old.yaml: config.systemEvents: is now config.systemEvents.enabled',
      'old.yaml: mysql.password: is now secrets.mysql.password',
      'old.yaml: mysql.username: is now secrets.mysql.username',
      'old.yaml: pulsar.cluster_name: is now pulsar.clusterName',
      'old.yaml: pulsar.port: is removed: write the port into pulsar.host',
      'old.yaml: redis.authenticate: is removed: the password is sent when secrets.redis has one',
      'old.yaml: redis.db: is removed: the program has no setting for the database number',
    ],
  });
  expect(parse(stdout)).toEqual({
    redis: { host: 'redis.cache.svc' },
    pulsar: { clusterName: 'acme' },
    config: { systemEvents: { enabled: 'no', collectVisitEnded: 'yes' }, partitioning: { event: 'month' } },
    secrets: { mysql: { username: 'tracardi', password: 'hunter22-hunter22' } },
  });
  const comments = OLD.match(/# .*/g)!;
  expect(comments.filter((comment) => !stdout.includes(comment))).toEqual([]);
  expect(synthesizeValues(stdout).diagnostics.filter(({ rule }) => rule === 'deprecated-key')).toEqual([]);
});

test.each(['docs-minimal.yaml', 'seed.yaml'])('%s, as the documents have it, makes what it made', (name) => {
  const old = readFileSync(join(SCENARIOS, name), 'utf8');
  const { status, stdout } = place.tracardi(['migrate', join(SCENARIOS, name)]);
  expect(status).toBe(synthesizeValues(old).yaml === undefined ? 1 : 0);
  expect(synthesizeValues(stdout).yaml).toEqual(synthesizeValues(old).yaml);
});

test('a key beside the one that took its place goes', () => {
  place.write('both.yaml', 'pulsar: { cluster_name: old, clusterName: new }\n');
  const { stdout, stderr } = place.tracardi(['migrate', 'both.yaml']);
  expect(parse(stdout)).toEqual({ pulsar: { clusterName: 'new' } });
  expect(stderr).toBe('both.yaml: pulsar.cluster_name: is removed: pulsar.clusterName is there\n');
});

test('an empty file stays one', () => {
  place.write('empty.yaml', '# nothing yet\n');
  expect(place.tracardi(['migrate', 'empty.yaml'])).toEqual({ status: 0, stdout: '# nothing yet\n', stderr: '' });
});

test.each([
  [[], 2, /migrate takes one values file/],
  [['a.yaml', 'b.yaml'], 2, /migrate takes one values file/],
  [['nowhere.yaml'], 2, /nowhere\.yaml: error: there is no such file/],
  [['broken.yaml'], 2, /broken\.yaml:1:\d+: error/],
])('%j is told of', (operands, code, message) => {
  place.write('broken.yaml', 'a: [\n');
  const { status, stdout, stderr } = place.tracardi(['migrate', ...operands]);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(message);
});
