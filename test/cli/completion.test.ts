import { spawnSync } from 'node:child_process';
import { Workplace } from './command';

let place: Workplace;
beforeAll(() => (place = new Workplace()));
afterAll(() => place.remove());

const completion = (shell: string): string => place.tracardi(['completion', shell]).stdout;
const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const withShell = (shell: string): jest.It => (hasShell(shell) ? test : test.skip);

/** What bash proposes for a command line whose last word is being typed. */
function proposals(line: string): string[] {
  const words = line.split(' ');
  const list = words.map((word) => `'${word}'`).join(' ');
  const script = `${completion('bash')}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _cdk8s_tracardi; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: place.folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

describe('bash', () => {
  beforeAll(() => place.write('values.yaml', ''));

  withShell('bash')('proposes commands, options, words and files', () => {
    expect(proposals('cdk8s-tracardi v')).toEqual(['validate']);
    expect(proposals('cdk8s-tracardi validate --la')).toEqual(['--layered']);
    expect(proposals('cdk8s-tracardi validate --format s')).toEqual(['sarif']);
    expect(proposals('cdk8s-tracardi validate val')).toEqual(['values.yaml']);
    expect(proposals('cdk8s-tracardi synth -f val')).toEqual(['values.yaml']);
    expect(proposals('cdk8s-tracardi explain api.public.repl')).toEqual(['api.public.replicas']);
    expect(proposals('cdk8s-tracardi completion z')).toEqual(['zsh']);
  });
});

withShell('zsh')('zsh takes the script', () => {
  const { status, stderr } = spawnSync('zsh', ['-f', '-c', completion('zsh')], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

withShell('fish')('fish proposes commands and options', () => {
  const script = `${completion('fish')}\ncomplete -C 'cdk8s-tracardi vali'\ncomplete -C 'cdk8s-tracardi validate --lay'`;
  const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8' });
  expect(stdout).toContain('validate');
  expect(stdout).toContain('--layered');
});

test.each([
  [[], /name the shell/],
  [['tcsh'], /no completion for tcsh: name bash, zsh or fish/],
  [['bash', 'zsh'], /one argument too many/],
])('%j: wrong usage', (args, message) => {
  const { status, stdout, stderr } = place.tracardi(['completion', ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
