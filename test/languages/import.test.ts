import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectsOf } from '../chart/chart';
import { ChartRepository } from '../chart/import/repository';
import { execute, parseObjects } from '../parity/faces';
import { helm4, run } from '../support/tools';

/** `cdk8s import helm:` in Python and Go: a program with typed values of the chart. Run by `npm run test:languages`. */

const repository = new ChartRepository();

beforeAll(() => repository.start());
afterAll(() => repository.stop());

function must(cwd: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = run(command, args, { cwd });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

interface Language {
  readonly tool: string;
  readonly source: string;
  /** Makes the folder one of an app. */
  readonly prepare: (app: string) => void;
  /** What runs it, after the import. */
  readonly build: (app: string) => string[];
}

const LANGUAGES: { [name: string]: Language } = {
  python: {
    tool: 'python3',
    source: 'app.py',
    prepare: (app) => {
      must(app, 'python3', '-m', 'venv', 'venv');
      must(app, join(app, 'venv', 'bin', 'python'), '-m', 'pip', 'install', '--quiet', 'cdk8s');
    },
    build: (app) => [join(app, 'venv', 'bin', 'python'), join(app, 'app.py')],
  },
  go: {
    tool: 'go',
    source: 'main.go',
    prepare: (app) => {
      // As scripts/package.mjs made it.
      const local = join(__dirname, '..', '..', 'node_modules', 'cdk8s', 'dist', 'go', 'cdk8s');
      const replaced = `replace github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 => ${local}`;
      writeFileSync(join(app, 'go.mod'), `module app\ngo 1.25\n${replaced}\n`);
    },
    build: (app) => {
      must(app, 'go', 'mod', 'tidy');
      must(app, 'go', 'build', '-o', 'program', '.');
      return [join(app, 'program')];
    },
  },
};

describe.each(Object.entries(LANGUAGES))('%s', (name, { tool, source, prepare, build }) => {
  const possible = run('sh', ['-c', `command -v ${tool}`]).status === 0 ? test : test.skip;

  possible(
    'typed values give the objects that a values file gives',
    async () => {
      const app = join(repository.folder, name);
      mkdirSync(app);
      cpSync(join(__dirname, 'import', source), join(app, source));
      prepare(app);
      await repository.importInto(app, name);
      const [program, ...operands] = build(app);
      const { status, stdout, stderr } = await execute(program, [...operands, helm4()]);
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
      const values = join(__dirname, '..', 'chart', 'import', 'values.yaml');
      expect(parseObjects(stdout)).toEqual(objectsOf(helm4(), ['-f', values]));
    },
    300_000,
  );
});
