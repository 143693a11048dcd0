import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../support/tools';
import type { RunOptions, RunResult } from '../support/tools';

export const ROOT = join(__dirname, '..', '..');
export const COMMAND = join(ROOT, 'build', 'cdk8s-tracardi.js');
export const EXAMPLE = join(ROOT, 'examples', 'multi-tenant', 'values.yaml');

/** An empty folder in which the command runs. */
export class Workplace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-tracardi-'));

  public tracardi(args: readonly string[], options: RunOptions = {}): RunResult {
    return run(process.execPath, [COMMAND, ...args], { cwd: this.folder, ...options });
  }

  public write(name: string, content: string | Buffer): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return name;
  }

  /** Runs git as somebody, whatever the user's settings. */
  public git(...args: string[]): void {
    const { status, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'init.defaultBranch=main', ...args],
      { cwd: this.folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const noStack = (text: string): void => expect(text).not.toMatch(/^\s+at .*[:(]\d+/m);
