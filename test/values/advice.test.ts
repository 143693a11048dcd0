import { createHash } from 'node:crypto';
import { validateValues } from '../../lib';

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
