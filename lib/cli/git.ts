import { spawnSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';

const MAX_BYTES = 256 * 1024 * 1024;

/** Reading needs no trust: a container may run as somebody else than the owner of the files, and no hook may run. */
const READING = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];

/** What a git command that only reads prints, or why there is nothing. */
function git(folder: string, ...args: string[]): { output: Buffer } | { fault: string } {
  const result = spawnSync('git', [...READING, ...args], {
    cwd: folder,
    maxBuffer: MAX_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error) return { fault: `git cannot be run (${(result.error as NodeJS.ErrnoException).code})` };
  if (result.status === 0) return { output: result.stdout };
  return {
    fault: result.stderr
      .toString()
      .trim()
      .split('\n')[0]
      .replace(/^fatal: /, ''),
  };
}

/** A file as a revision has it, named `REVISION:PATH`. */
export function fileAt(name: string): { bytes: Buffer } | { fault: string } {
  const result = git('.', 'cat-file', 'blob', name);
  return 'output' in result ? { bytes: result.output } : result;
}

/** Tells which files git tracks; asks once a folder. */
export class TrackedFiles {
  private readonly folders = new Map<string, Set<string>>();

  public has(file: string): boolean {
    const path = resolve(file);
    const folder = dirname(path);
    let names = this.folders.get(folder);
    if (!names) {
      const result = git(folder, 'ls-files', '-z', '--', '.');
      names = new Set('output' in result ? result.output.toString().split('\0') : []);
      this.folders.set(folder, names);
    }
    return names.has(basename(path));
  }
}
