import { validateValues } from '../../lib';

test('a valid file', () => {
  expect(
    validateValues('secrets: { installation: { token: 9f86d081884c }, mergingToken: 884c7d659a2f }', 'a.yaml'),
  ).toEqual([]);
});

test('errors come first, each with its place', () => {
  const text = 'secrets:\n  installation: { token: xxx }\n  mergingToken: 884c7d659a2f\nredis:\n  port: 0\n';
  expect(validateValues(text, 'a.yaml')).toEqual([
    {
      severity: 'error',
      rule: 'minimum',
      message: 'must be a whole number from 1 to 65535',
      path: 'redis.port',
      file: 'a.yaml',
      line: 5,
      column: 9,
    },
    expect.objectContaining({ severity: 'warning', rule: 'weak-secret', path: 'secrets.installation.token', line: 2 }),
  ]);
});

test('errors come before warnings of the text itself', () => {
  const found = validateValues('redis: { name: a, name: b }\nelastic: { port: 0 }\n', 'a.yaml');
  expect(found.map(({ severity }) => severity).indexOf('warning')).toBe(1);
  expect(found.map(({ rule }) => rule)).toContain('duplicate-key');
});

test.each(['{', '\u0000', '- a', '&a [*a]', '? {}', 'a: b: c', '%TAG'])('%j is an error, not an exception', (text) => {
  expect(validateValues(text, 'a.yaml')[0]).toMatchObject({ severity: 'error', file: 'a.yaml' });
});
