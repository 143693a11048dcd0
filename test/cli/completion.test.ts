import { spawnSync } from 'node:child_process';
import { Workplace } from './command';

let place: Workplace;
beforeAll(() => (place = new Workplace()));
afterAll(() => place.remove());

const completion = (shell: string): string => place.tracardi(['completion', shell]).stdout;
const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const withShell = (shell: string): jest.It => (hasShell(shell) ? test : test.skip);

/** What bash proposes for a command line whose last word is being typed; it makes a word of each `=`. */
function proposals(line: string): string[] {
  const words = line.split(/ |(?<==)|(?==)/);
  const list = words.map((word) => `'${word}'`).join(' ');
  return proposalsFor(`COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}`);
}

function proposalsFor(typed: string): string[] {
  const script = `${completion('bash')}\n${typed}; _cdk8s_tracardi; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: place.folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

describe('bash', () => {
  beforeAll(() => {
    place.write('values.yaml', '');
    place.write('my values.yaml', '');
    place.write('folder/a.yaml', '');
  });

  withShell('bash').each([
    ['v', ['validate']],
    ['he', ['help']],
    ['help di', ['diff']],
    ['validate --la', ['--layered']],
    ['validate --format s', ['sarif']],
    ['validate --format=s', ['sarif']],
    ['diff --format=', ['text', 'json', 'markdown']],
    ['validate val', ['values.yaml']],
    ['validate my', ['my values.yaml']],
    ['synth -f val', ['values.yaml']],
    ['synth -o f', ['folder']],
    ['synth --release v', ['']],
    ['explain api.public.repl', ['api.public.replicas']],
    ['explain tenants.na', ['tenants.name']],
    ['completion z', ['zsh']],
  ])('%s: %j', (line, words) => expect(proposals(`cdk8s-tracardi ${line}`)).toEqual(words));

  withShell('bash')('an option with its value as one word, as zsh has it', () =>
    expect(proposalsFor("COMP_WORDS=(cdk8s-tracardi validate '--format=s'); COMP_CWORD=2")).toEqual(['--format=sarif']),
  );
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
