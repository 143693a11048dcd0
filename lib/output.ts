import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** What one run writes for a release. */
export interface Manifest {
  /** Path of the file, relative to the folder or absolute. */
  readonly file: string;
  readonly yaml: string;
  /** The values file that makes it an environment of its own. @default - none */
  readonly environment?: string;
}

export interface Written {
  readonly written: readonly string[];
  /** What earlier runs had made and this one makes no more. */
  readonly removed: readonly string[];
}

/** A file that this program has made, as the list of them in its folder tells. All paths are relative to that folder. */
interface Entry {
  readonly file: string;
  readonly environment?: string;
  /** Whether the user has named the file itself: another name is then no reason to remove it. */
  readonly named?: boolean;
}

/** A place that holds what somebody else has made. */
export class ForeignFileError extends Error {}

export const SUFFIX = '.k8s.yaml';

/** No tool takes a file of this name for a manifest. A release has a list of its own, so that two may be written at one time. */
const listOf = (folder: string, release: string): string => join(folder, `.${release}.cdk8s-tracardi`);

/**
 * Writes the manifests of a release into a folder. Replaces only what earlier runs have written, as a list in the folder tells,
 * and removes what they wrote for an environment whose values file is gone.
 *
 * @throws ForeignFileError before anything is written, where a file or the list is somebody else's
 */
export function writeManifests(folder: string, release: string, manifests: readonly Manifest[]): Written {
  const made = manifests.map(({ file, environment }) => ({
    file,
    ...(environment !== undefined && { environment: relative(resolve(folder), resolve(environment)) }),
  }));
  return write(folder, release, manifests, made);
}

/** Writes the manifests of a release to a file that the user has named. */
export function writeFile(path: string, release: string, yaml: string): Written {
  const file = basename(path);
  return write(dirname(path), release, [{ file, yaml }], [{ file, named: true }]);
}

function write(folder: string, release: string, manifests: readonly Manifest[], made: readonly Entry[]): Written {
  const list = listOf(folder, release);
  const known = readList(list);
  for (const { file, yaml } of manifests) assertOurs(folder, file, yaml, known);
  const others = known.filter(({ file }) => !made.some((entry) => entry.file === file));
  const gone = others.filter((entry) => isGone(folder, entry, made));
  makeFolder(folder);
  // An interrupted run leaves a list that names at least what is there.
  writeWhole(list, listText([...others, ...made]));
  for (const { file, yaml } of manifests) {
    makeFolder(dirname(join(folder, file)));
    writeWhole(join(folder, file), yaml);
  }
  const removed = gone.filter(({ file }) => existsSync(join(folder, file))).map(({ file }) => join(folder, file));
  for (const path of removed) remove(folder, path);
  if (gone.length > 0) writeWhole(list, listText([...others.filter((entry) => !gone.includes(entry)), ...made]));
  return { written: manifests.map(({ file }) => join(folder, file)), removed };
}

/** An environment that only this run leaves out is not gone: its values file is still there. */
function isGone(folder: string, { environment, named }: Entry, made: readonly Entry[]): boolean {
  if (named || made.some((entry) => entry.named)) return false;
  return environment === undefined
    ? made.some((entry) => entry.environment !== undefined)
    : !existsSync(resolve(folder, environment));
}

function readList(list: string): Entry[] {
  if (!isThere(list)) return [];
  try {
    const { files } = JSON.parse(readFileSync(list, 'utf8')) as { files: Entry[] };
    if (files.every(isEntry)) return files;
  } catch {
    // Told below.
  }
  throw new ForeignFileError(
    `${list} is no list of files that this command has written, so that what may be replaced is not known: remove it, and what it was to name`,
  );
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** A list that names files elsewhere is none of ours. */
function isEntry({ file, environment, named }: Entry): boolean {
  const isBelow = /^(?!\/|[A-Za-z]:|\.\.?(?:[\\/]|$))[^\\/]+(?:[\\/](?!\.\.?(?:[\\/]|$))[^\\/]+)?$/.test(file);
  return isBelow && /\.ya?ml$/.test(file) && isText(environment) && (named === undefined || named === true);
}

function assertOurs(folder: string, file: string, yaml: string, known: readonly Entry[]): void {
  const path = join(folder, file);
  if (!isThere(path) || known.some((entry) => entry.file === file) || holds(path, yaml)) return;
  throw new ForeignFileError(
    `${path} is there, and this command has not written it: remove it, or choose another output`,
  );
}

/** What holds the very text is as good as ours: it may come from a run whose list was lost. */
function holds(path: string, text: string): boolean {
  try {
    return statSync(path).isFile() && readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Also a symbolic link that leads nowhere. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const listText = (files: readonly Entry[]): string =>
  `${JSON.stringify({ about: 'Files that cdk8s-tracardi has written here, and may replace and remove', files: [...files].sort((a, b) => (a.file < b.file ? -1 : 1)) }, null, 2)}\n`;

/** Node's own way to make the parents never ends where the system denies that the folder above exists, as below /proc. */
function makeFolder(folder: string): void {
  const parent = dirname(resolve(folder));
  if (!existsSync(parent)) makeFolder(parent);
  if (!existsSync(folder)) mkdirSync(folder);
}

/** Renamed into place, so that an interruption leaves the old file or the new one, never a part. */
function writeWhole(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Removes a file, and the folder of its environment if nothing else is in it. */
function remove(folder: string, path: string): void {
  rmSync(path);
  const above = dirname(path);
  if (resolve(above) !== resolve(folder) && readdirSync(above).length === 0) rmdirSync(above);
}

/** So many names are worth reading. */
const MOST_NAMES = 5;

/** One line on what was written and removed. */
export function writtenLine({ written, removed }: Written): string {
  const parts = [named('wrote', written), ...(removed.length > 0 ? [named('removed', removed)] : [])];
  return `${parts.join('; ')}\n`;
}

function named(verb: string, paths: readonly string[]): string {
  const more = paths.length - MOST_NAMES;
  return `${verb} ${paths.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
