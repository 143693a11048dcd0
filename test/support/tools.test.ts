import { helm3, helm4, kubectl, run } from './tools';

test.each([
  ['helm 4', helm4, ['version', '--short'], /^v4\./],
  ['helm 3', helm3, ['version', '--short'], /^v3\./],
  ['kubectl', kubectl, ['version', '--client'], /^Client Version: v1\./],
])('%s runs', (_name, path, args, version) => {
  const result = run(path(), args);
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
  expect(result.stdout).toMatch(version);
});

describe('lookup', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  const environment = process.env;

  beforeEach(() => {
    process.env = { ...environment };
  });

  afterEach(() => {
    process.env = environment;
    Object.defineProperty(process, 'platform', platform);
  });

  test('the environment variable wins', () => {
    process.env.KUBECTL_BIN = '/opt/kubectl';
    expect(kubectl()).toBe('/opt/kubectl');
  });

  test('elsewhere PATH is searched, and a miss names the variable', () => {
    Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' });
    process.env.PATH = __dirname;
    expect(() => helm3()).toThrow('HELM3_BIN');
  });
});

test('run hands over input, environment and status', () => {
  const script = 'process.stdin.pipe(process.stdout); process.stderr.write(process.env.GREETING); process.exitCode = 3';
  const result = run(process.execPath, ['-e', script], { input: 'in', env: { GREETING: 'hello' } });
  expect(result).toEqual({ status: 3, stdout: 'in', stderr: 'hello' });
});
