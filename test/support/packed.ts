import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './tools';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cdk8s-tracardi');

/** The tarball that `npm pack` makes of the sources as they are now: built in a copy, so that other tests keep their build. */
export function packedTarball(): string {
  const files = sourceFiles();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  const tarball = join(CACHE, `packed-${hash.digest('hex').slice(0, 16)}`, 'cdk8s-tracardi.tgz');
  if (existsSync(tarball)) return tarball;
  const copy = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    copySources(files, copy);
    const { status, stdout, stderr } = run('npm', ['pack', '--json'], { cwd: copy });
    if (status !== 0) throw new Error(`npm pack ended with ${status}:\n${stdout}${stderr}`);
    const [{ filename }] = JSON.parse(stdout) as { filename: string }[];
    mkdirSync(dirname(tarball), { recursive: true });
    cpSync(join(copy, filename), `${tarball}.${process.pid}`);
    renameSync(`${tarball}.${process.pid}`, tarball);
    return tarball;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What git tracks or would track, as far as it is there. */
function sourceFiles(): string[] {
  const { stdout } = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  return stdout.split('\0').filter((file) => file && !file.startsWith('test/') && existsSync(join(ROOT, file)));
}

function copySources(files: string[], copy: string): void {
  for (const file of files) cpSync(join(ROOT, file), join(copy, file));
  const modules = join(copy, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
}
