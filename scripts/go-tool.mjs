// Programs that are built with Go, once.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, 'node_modules', '.cache', 'cdk8s-tracardi');

/** The executable of a Go package; undefined where Go is missing. */
export function goTool(versionedPackage) {
  if (spawnSync('go', ['version']).status !== 0) return undefined;
  const [path, version] = versionedPackage.split('@');
  const folder = join(cache, `${basename(path)}-${version}`);
  const executable = join(folder, basename(path));
  if (existsSync(executable)) return executable;
  console.error(`Building ${versionedPackage}, once; that may take some minutes.`);
  const options = { encoding: 'utf8', env: { ...process.env, GOBIN: folder } };
  const { status, stdout, stderr } = spawnSync('go', ['install', versionedPackage], options);
  if (status !== 0) throw new Error(`go install ${versionedPackage}:\n${stdout}${stderr}`);
  return executable;
}
