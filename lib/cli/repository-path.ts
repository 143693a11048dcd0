import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The repository that a folder belongs to, as GITHUB_WORKSPACE or git's own folder tells. */
function rootOf(folder: string): string | undefined {
  if (process.env.GITHUB_WORKSPACE) return resolve(process.env.GITHUB_WORKSPACE);
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : rootOf(above);
}

/**
 * A file as it is called from the root of the repository, by which alone code hosts find it; undefined for one elsewhere. Where
 * there is no repository, the working directory stands for its root.
 */
export function repositoryPath(file: string): string | undefined {
  const path = relative(rootOf(process.cwd()) ?? process.cwd(), resolve(file));
  return path.startsWith(`..${sep}`) || isAbsolute(path) ? undefined : path.split(sep).join('/');
}
