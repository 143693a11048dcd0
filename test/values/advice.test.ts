import { createHash } from 'node:crypto';
import { validateValues } from '../../lib';
import { allDefaults } from '../../lib/values/layers';
import { plainSecrets } from '../../lib/values/plain-secrets';

/** What is said of a password. */
const said = (password: string): string[] =>
  validateValues(
    JSON.stringify({
      secrets: { installation: { token: '9f86d081884c7d65' }, mergingToken: '884c7d659a2f', redis: { password } },
    }),
    'a.yaml',
  ).map(({ rule, message }) => `${rule}: ${message}`);

test.each(
  `placeholder PLACEHOLDER changeit changeme CHANGE-ME replace_this your-password yourpassword $PASSWORD [password]
  redacted passw0rd P@ssw0rd password1! qwertyuiop 87654321 12345678 supersecret s3cret example-token dummy-secret
  test-password insert-token-here __TOKEN__ @@TOKEN@@ #{TOKEN}# \${TOKEN} $(TOKEN) {{token}} <token> %TOKEN% xxx-xxx-xxx
  ******** 00000000 undefined null`
    .split(/\s+/)
    .concat('TODO: set', 'TBD later', ' changeme '),
)('%s is a placeholder', (password) => {
  expect(said(password)).toEqual([expect.stringMatching(/^weak-secret: looks like a placeholder: use/)]);
});

test('what SOPS has encrypted is not decrypted yet', () => {
  expect(said('ENC[AES256_GCM,data:abc=,iv:abc=,tag:abc=,type:str]')).toEqual([
    expect.stringMatching(/^weak-secret: is still encrypted.*decrypt the file first/),
  ]);
});

test.each(['correct horse battery', 'tracardi-9f86d0818', 'https://token:9f86@host', '$2b$12$abcdefgh'])(
  '%s is none',
  (password) => expect(said(password)).toEqual([]),
);

test.each([
  'azure-key-vault://x/y',
  'secret://aws/x',
  'awskms:AQIC0123',
  'gsm:project/secret',
  'secretsmanager:crm/redis',
  'k8s:ns/secret/key',
])('%s is a reference', (password) => {
  expect(said(password)).toEqual([expect.stringMatching(/^weak-secret: is a reference that nothing resolves here/)]);
});

test.each(['correct horse battery\n', ' correct horse battery', 'correct horse\r\n'])(
  'what stands around %j is of the secret',
  (password) => {
    expect(said(password)).toEqual([expect.stringMatching(/^weak-secret: has a blank or a line end around it/)]);
  },
);

test.each(['correct horse battery', 'hunter2-and-more', 'S3cure!passphrase\n'])(
  'base64 of %j is encoded twice',
  (text) => {
    expect(said(Buffer.from(text).toString('base64'))).toEqual([
      expect.stringMatching(/^weak-secret: is base64 of readable text, .*write it decoded/),
    ]);
  },
);

test('no random text is', () => {
  const random = Array.from({ length: 300 }, (_, index) => createHash('sha256').update(String(index)).digest());
  const texts = random.flatMap((bytes) => [
    bytes.subarray(0, 8).toString('hex'),
    bytes.subarray(0, 12).toString('base64'),
    bytes.subarray(0, 24).toString('base64url'),
  ]);
  expect(texts.filter((text) => said(text).length > 0)).toEqual([]);
});

const AWS_KEY = `AKIA${'Q3EGRLKPM2VN7XWB'}`;
const plain = (yaml: string): { path?: string; message: string }[] =>
  validateValues(yaml, 'a.yaml').filter(({ rule }) => rule === 'plain-secret');

test.each([
  ['gui: { console: { extraEnv: [{ name: DB_PASSWORD, value: correct-horse }] } }', 'gui.console.extraEnv[0].value'],
  ['gui: { console: { extraEnv: [{ name: SMTP_PASS, value: correct-horse }] } }', 'gui.console.extraEnv[0].value'],
  ['gui: { console: { extraEnv: [{ name: ENCRYPTION_KEY, value: correct-horse }] } }', 'gui.console.extraEnv[0].value'],
  ['gui: { console: { extraEnv: [{ name: A, value: "amqp://u:correct-horse@q" }] } }', 'gui.console.extraEnv[0].value'],
  [`gui: { console: { extraEnv: [{ name: A, value: ghp_${'aB3'.repeat(12)} }] } }`, 'gui.console.extraEnv[0].value'],
  ['defaults: { extraEnv: [{ name: API_TOKEN, value: correct-horse }] }', 'defaults.extraEnv[0].value'],
  ['pulsar: { api: "http://u:correct-horse@pulsar:8080" }', 'pulsar.api'],
  ['tmsApi: { url: "https://u:correct-horse@tms.example.com" }', 'tmsApi.url'],
  ['mysql: { schema: "mysql://u:correct-horse@db/" }', 'mysql.schema'],
  ['telemetry: { export: { attributes: "token=correct-horse" } }', 'telemetry.export.attributes'],
  [`gui: { console: { args: ["--key=${AWS_KEY}"] } }`, 'gui.console.args[0]'],
  ['gui: { console: { args: ["--password", "correct-horse"] } }', 'gui.console.args[1]'],
  ['gui: { console: { command: [sh, -c, "run --token=correct-horse"] } }', 'gui.console.command[2]'],
  [`commonLabels: { a: ${AWS_KEY} }`, 'commonLabels.a'],
  ['commonAnnotations: { example.com/api-token: correct-horse }', 'commonAnnotations["example.com/api-token"]'],
  [
    'gui: { console: { extraContainers: [{ name: a, image: a, env: [{ name: SECRET, value: correct-horse }] }] } }',
    'gui.console.extraContainers[0].env[0].value',
  ],
  [
    'config: { preConfiguration: { resources: { a: { password: correct-horse } } } }',
    'config.preConfiguration.resources.a.password',
  ],
  [
    `config: { preConfiguration: { resources: '{"a": {"password": "correct-horse"}}' } }`,
    'config.preConfiguration.resources',
  ],
  [
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { password: correct-horse } }]',
    'extraObjects[0].data.password',
  ],
])('a secret in plain sight: %s', (yaml, path) => {
  expect(plain(yaml).map((item) => item.path)).toEqual([path]);
  expect(JSON.stringify(validateValues(yaml, 'a.yaml').map(({ message }) => message))).not.toMatch(
    /correct-horse|ghp_|AKIA/,
  );
});

test.each([
  'gui: { console: { extraEnv: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: a, key: password } } }] } }',
  'gui: { console: { extraEnv: [{ name: URL, value: "amqp://u:$(PASSWORD)@q" }, { name: TOKEN_TTL, value: "30" }] } }',
  'gui: { console: { extraEnv: [{ name: PASSWORD, value: "" }, { name: TOKEN, value: /run/token }, { name: USE_TOKEN, value: "yes" }] } }',
  'gui: { console: { args: ["--token=$(TOKEN)", "--token-file=/run/token", "--password", "$(PASSWORD)"] } }',
  'gui: { console: { extraEnv: [{ name: COMPASS, value: north-east }, { name: SORT_KEY, value: created-at }] } }',
  'pulsar: { api: "http://pulsar:8080" }',
  'secrets: { redis: { password: Xk29fJq2ls0dk3 } }',
  'secrets: { redis: { valueFrom: { password: { name: redis-secret, key: redis-password } } } }',
  `api: { public: { image: { digest: sha256:${'0a'.repeat(32)} }, podAnnotations: { commit: ${'0123456789abcdef'.repeat(2)}01234567 } } }`,
  'extraObjects: [{ apiVersion: v1, kind: Secret, metadata: { name: a }, stringData: { password: correct-horse } }]',
  'api: { private: { ingress: { annotations: { nginx.ingress.kubernetes.io/auth-secret: basic-auth } } } }',
])('no secret in plain sight: %s', (yaml) => {
  expect(plain(yaml)).toEqual([]);
});

test('nor is any default', () => {
  expect(plainSecrets(allDefaults())).toEqual([]);
});

test.each([
  'ref+vault://secret/crm#/redis',
  'ref+awssecrets://crm#/x',
  'op://crm/pulsar/token',
  'vault:secret/data/crm#MYSQL',
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:crm-elastic',
  '$ANSIBLE_VAULT;1.1;AES256',
  'gcp:secretmanager:projects/a/secrets/b',
  'keyvault:crm/redis',
  '<path:secret/data/crm#redis>',
  `AgB${'a'.repeat(80)}`,
])('a reference of another tool: %s', (text) => {
  expect(said(text)).toEqual([
    expect.stringMatching(/^weak-secret: is a reference that nothing resolves here.*valueFrom$/),
  ]);
});

test.each([
  ['api: { private: { ingress: { enabled: true } } }', ['api.private.ingress.host']],
  ['api: { public: { httpRoute: { enabled: true, parentRefs: [{ name: g }] } } }', ['api.public.ingress.host']],
  ['api: { public: { httpRoute: { enabled: true, parentRefs: [{ name: g }], hostnames: [a.example.com] } } }', []],
  ['gui: { console: { ingress: { enabled: true, host: gui.example.com } } }', []],
  ['gui: { console: { ingress: { host: gui.example.com } } }', []],
])('hosts that nobody has set: %s', (yaml, places) => {
  const told = validateValues(yaml, 'a.yaml').filter(({ rule }) => rule === 'placeholder-host');
  expect(told.map(({ path }) => path)).toEqual(places);
});
