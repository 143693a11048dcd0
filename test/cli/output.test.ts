import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, Workplace, noStack } from './command';
import type { RunResult } from '../support/tools';

let place: Workplace;

beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

const synth = (...args: string[]): RunResult => place.tracardi(['synth', ...args]);
const at = (...names: string[]): string => join(place.folder, ...names);
const namesIn = (...names: string[]): string[] => readdirSync(at(...names)).sort();

describe('what others have made', () => {
  test('stays, and so do the manifests of another release', () => {
    place.write('manifests/namespace.k8s.yaml', 'kind: Namespace\n');
    place.write('manifests/notes.txt', 'mine');
    expect(synth('-f', EXAMPLE, '--release', 'blue', '-o', 'manifests')).toEqual({
      status: 0,
      stdout: '',
      stderr: 'wrote manifests/blue.k8s.yaml\n',
    });
    const blue = readFileSync(at('manifests', 'blue.k8s.yaml'));
    expect(synth('-f', EXAMPLE, '--release', 'green', '-o', 'manifests').status).toBe(0);
    expect(namesIn('manifests')).toEqual([
      '.blue.cdk8s-tracardi',
      '.green.cdk8s-tracardi',
      'blue.k8s.yaml',
      'green.k8s.yaml',
      'namespace.k8s.yaml',
      'notes.txt',
    ]);
    expect(readFileSync(at('manifests', 'blue.k8s.yaml'))).toEqual(blue);
  });

  test('is not replaced: exit code 2, and nothing is written', () => {
    place.write('base.yaml', '{}');
    place.write('environments/prod.yaml', '{}');
    place.write('environments/stage.yaml', '{}');
    place.write('out/stage/tracardi.k8s.yaml', 'mine');
    const { status, stderr } = synth(
      '-f',
      'base.yaml',
      'environments/prod.yaml',
      'environments/stage.yaml',
      '-o',
      'out',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('out/stage/tracardi.k8s.yaml is there, and this command has not written it: remove it');
    expect(namesIn('out')).toEqual(['stage']);
    expect(readFileSync(at('out/stage/tracardi.k8s.yaml'), 'utf8')).toBe('mine');
    noStack(stderr);
  });

  test.each([
    ['a folder', (): unknown => mkdirSync(at('tracardi.k8s.yaml'))],
    ['a link that leads nowhere', (): unknown => symlinkSync('nowhere', at('tracardi.k8s.yaml'))],
  ])('%s of the name is not replaced', (_, make) => {
    make();
    expect(synth('-o', '.')).toMatchObject({ status: 2, stderr: expect.stringContaining('remove it') as string });
  });

  test('a file whose list is lost is taken over where it holds the same', () => {
    synth('-o', 'out');
    rmSync(at('out/.tracardi.cdk8s-tracardi'));
    expect(synth('-o', 'out').status).toBe(0);
    rmSync(at('out/.tracardi.cdk8s-tracardi'));
    expect(synth('-o', 'out', '--set', 'api.public.replicas=7').status).toBe(2);
  });
});

describe('what an earlier run has made', () => {
  const environments = (...names: string[]): string[] =>
    names.map((name) => place.write(`environments/${name}.yaml`, '{}'));

  test('is removed once its environment is gone', () => {
    synth(...environments('stage', 'prod'), '-o', 'out');
    place.write('out/prod/mine.txt', '');
    rmSync(at('environments/stage.yaml'));
    const { stderr } = synth(...environments('qa', 'prod'), '-o', 'out');
    expect(stderr.split('\n').at(-2)).toBe(
      'wrote out/qa/tracardi.k8s.yaml, out/prod/tracardi.k8s.yaml; removed out/stage/tracardi.k8s.yaml',
    );
    expect(namesIn('out')).toEqual(['.tracardi.cdk8s-tracardi', 'prod', 'qa']);
  });

  test('stays where this run only leaves the environment out', () => {
    synth(...environments('stage', 'prod'), '-o', 'out');
    synth('environments/prod.yaml', '-o', 'out');
    expect(namesIn('out')).toContain('stage');
    rmSync(at('environments/stage.yaml'));
    synth('environments/prod.yaml', '-o', 'out');
    expect(namesIn('out')).not.toContain('stage');
  });

  test('a folder that holds more than that stays', () => {
    synth(...environments('stage', 'prod'), '-o', 'out');
    place.write('out/stage/kustomization.yaml', '');
    rmSync(at('environments/stage.yaml'));
    synth('environments/prod.yaml', '-o', 'out');
    expect(namesIn('out', 'stage')).toEqual(['kustomization.yaml']);
  });

  test('one installation that becomes several environments would be applied beside them', () => {
    synth('-o', 'out');
    expect(synth(...environments('prod'), '-o', 'out').stderr).toContain('removed out/tracardi.k8s.yaml');
  });

  test('an interrupted run: what it has written is replaced and removed by the next', () => {
    synth(...environments('stage', 'prod'), '-o', 'out');
    rmSync(at('out/prod/tracardi.k8s.yaml'));
    rmSync(at('environments/stage.yaml'));
    expect(synth('environments/prod.yaml', '-o', 'out', '--set', 'api.public.replicas=7').status).toBe(0);
    expect(namesIn('out')).toEqual(['.tracardi.cdk8s-tracardi', 'prod']);
  });

  test.each([
    ['no JSON', 'x'],
    ['no list', '{}'],
    ['a list of something else', '{"files": [1]}'],
    ['a file elsewhere', '{"files": [{"file": "../values.yaml", "environment": "gone.yaml"}]}'],
    ['an absolute path', '{"files": [{"file": "/etc/values.yaml", "environment": "gone.yaml"}]}'],
  ])('a list that is none of ours (%s) is told, and nothing is touched', (_, text) => {
    place.write('values.yaml', '{}');
    place.write('out/.tracardi.cdk8s-tracardi', text);
    const { status, stderr } = synth('-o', 'out');
    expect(status).toBe(2);
    expect(stderr).toContain('out/.tracardi.cdk8s-tracardi is no list of files that this command has written');
    expect(existsSync(at('values.yaml'))).toBe(true);
    expect(namesIn('out')).toEqual(['.tracardi.cdk8s-tracardi']);
    noStack(stderr);
  });
});

describe('a file as the output', () => {
  test('is written, and replaced by the next run', () => {
    expect(synth('-f', EXAMPLE, '-o', 'deploy/all.yaml')).toMatchObject({
      status: 0,
      stderr: 'wrote deploy/all.yaml\n',
    });
    expect(readFileSync(at('deploy/all.yaml'), 'utf8')).toBe(synth('-f', EXAMPLE, '-o', '-').stdout);
    expect(synth('-o', 'deploy/all.yaml', '--set', 'api.public.replicas=7').status).toBe(0);
    expect(synth('-o', 'deploy/more.yml').status).toBe(0);
    expect(namesIn('deploy')).toEqual(['.tracardi.cdk8s-tracardi', 'all.yaml', 'more.yml']);
  });

  test('never takes the place of the values', () => {
    place.write('values.yaml', 'api: {}');
    expect(synth('-f', 'values.yaml', '-o', './values.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a values file of this run') as string,
    });
    writeFileSync(at('mine.yaml'), 'mine');
    expect(synth('-f', 'values.yaml', '-o', 'mine.yaml').status).toBe(2);
    expect(readFileSync(at('mine.yaml'), 'utf8')).toBe('mine');
  });

  test('holds one environment', () => {
    place.write('a.yaml', '{}');
    place.write('b.yaml', '{}');
    expect(synth('a.yaml', 'b.yaml', '-o', 'all.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('all.yaml is one file for 2 environments: name a folder') as string,
    });
  });

  test('no name', () => {
    expect(synth('-o', '')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--output is empty') as string,
    });
  });
});
