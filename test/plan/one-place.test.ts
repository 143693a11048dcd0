import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helm4, run } from '../support/tools';

/** What CONTRIBUTING promises: so many files written by hand, and both faces have it. Each change is made in a copy of the project. */

const ROOT = join(__dirname, '..', '..');

/** A file and what is put before or in the place of a text in it. */
interface Edit {
  readonly file: string;
  readonly before: string;
  readonly add: string;
}

class Copy {
  public readonly folder = mkdtempSync(join(tmpdir(), 'tracardi-copy-'));

  public constructor(edits: readonly Edit[], created: { readonly [file: string]: string } = {}) {
    for (const name of ['lib', 'scripts', 'charts', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
    for (const edit of edits) this.edit(edit);
    for (const [file, text] of Object.entries(created)) writeFileSync(join(this.folder, file), text);
    execFileSync(process.execPath, ['scripts/generate.mjs'], { cwd: this.folder });
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  public helm(...args: string[]): string {
    const { stdout, stderr } = run(helm4(), ['template', 't', join(this.folder, 'charts', 'tracardi'), ...args]);
    return stdout + stderr;
  }

  public async synth(...args: string[]): Promise<string> {
    const outfile = join(this.folder, 'command.cjs');
    const entryPoints = [join(this.folder, 'lib', 'cdk8s-tracardi.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external' });
    const { stdout, stderr } = run(process.execPath, [outfile, 'synth', '-o', '-', ...args]);
    return stdout + stderr;
  }

  private edit({ file, before, add }: Edit): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(before).length !== 2) throw new Error(`${file} does not hold once: ${before}`);
    writeFileSync(
      path,
      text.replace(before, () => add + before),
    );
  }
}

interface Change {
  readonly name: string;
  /** The most files that CONTRIBUTING says. */
  readonly most: number;
  readonly edits: readonly Edit[];
  readonly created?: { readonly [file: string]: string };
  readonly set: string;
  /** What both faces print then. */
  readonly printed: RegExp;
  readonly times: number;
}

const CHANGES: readonly Change[] = [
  {
    name: 'a variable of every backend',
    most: 2,
    edits: [
      {
        file: 'lib/values/source/config.ts',
        before: '  primaryId:',
        add: "  shade: text('Shade.', { default: '', example: 'x' }),\n",
      },
      { file: 'lib/plan/variables.ts', before: "  at('PRIMARY_ID',", add: "  at('SHADE', 'config.shade'),\n" },
    ],
    set: 'config.shade=blue',
    printed: /- name: "?SHADE"?\n +value: "?blue"?/g,
    times: 8,
  },
  {
    name: 'a setting that passes through to every pod',
    most: 2,
    edits: [
      {
        file: 'lib/values/source/workload.ts',
        before: "    runtimeClassName: objectName('RuntimeClass.'",
        add: "    subdomain: objectName('Subdomain.', { example: 'x' }),\n",
      },
      {
        file: 'lib/plan/fields.ts',
        before: "    runtimeClassName: 'runtimeClassName',",
        add: "    subdomain: 'subdomain',\n",
      },
    ],
    set: 'gui.console.subdomain=blue',
    printed: /^ +subdomain: "?blue"?$/gm,
    times: 1,
  },
  {
    name: 'a rule that one question settles',
    most: 1,
    edits: [
      {
        file: 'lib/plan/rules/workloads.ts',
        before: "  {\n    id: 'keda-triggers',",
        add: "  {\n    id: 'shy',\n    sentence: 'be bold',\n    each: 'component',\n    broken: { replicas: all('autoscaling.enabled', is('serviceAccount.name', 'shy')) },\n  },\n",
      },
    ],
    set: 'api.public.autoscaling.enabled=true,api.public.serviceAccount.name=shy',
    printed: /api\.public\.replicas: be bold/g,
    times: 1,
  },
  {
    name: 'a worker',
    most: 6,
    edits: [
      {
        file: 'lib/values/source/components.ts',
        before: '  upgrade: section(',
        add: "  mail: component('Sends mail.', { enabled: true, resources: {} }, { image: image('tracardi/mail', '1'), config: logging() }, 'MailWorkerValues'),\n",
      },
      {
        file: 'lib/plan/components.ts',
        before: "  {\n    path: 'worker.upgrade.docker',",
        add: "  { path: 'worker.mail', id: 'mail-worker', name: 'wk-mail', image: 'worker.mail.image', mounts: [] },\n",
      },
      { file: 'lib/plan/variables.ts', before: '  seed: [', add: "  'worker.mail': [...BACKEND, loggingLevel],\n" },
      {
        file: 'lib/index.ts',
        before: 'export { Platform',
        add: "export { MailWorker, MailWorkerProps } from './mail-worker';\n",
      },
      {
        file: 'lib/tracardi.ts',
        before: "  'worker.upgrade.docker': (scope",
        add: "  'worker.mail': (scope, id, own) => new MailWorker(scope, id, own),\n",
      },
      {
        file: 'lib/tracardi.ts',
        before: 'import { Platform } from',
        add: "import { MailWorker } from './mail-worker';\n",
      },
    ],
    created: {
      'lib/mail-worker.ts': `import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { MailWorkerValues } from './values/generated/types';

export interface MailWorkerProps extends MailWorkerValues, ComponentProps {}

/** Sends mail. */
export class MailWorker extends Component {
  public constructor(scope: Construct, id: string, props: MailWorkerProps) {
    super(scope, id, 'worker.mail', props);
  }
}
`,
    },
    set: 'worker.mail.replicas=3',
    printed: /image: "?tracardi\/mail:1"?/g,
    times: 1,
  },
];

describe.each(CHANGES)('$name', ({ most, edits, created = {}, set, printed, times }) => {
  let copy: Copy | undefined;
  beforeAll(() => {
    copy = new Copy(edits, created);
  });
  afterAll(() => copy?.remove());

  test('takes as many files as CONTRIBUTING says', () => {
    const files = new Set([...edits.map(({ file }) => file), ...Object.keys(created)]);
    expect(files.size).toBeLessThanOrEqual(most);
  });

  test('and both faces have it', async () => {
    expect(copy!.helm('--set', set).match(printed)).toHaveLength(times);
    expect((await copy!.synth('--set', set)).match(printed)).toHaveLength(times);
  });
});
