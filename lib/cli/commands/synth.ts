import { basename, extname, join } from 'node:path';
import type { Diagnostic } from '../../json/diagnostic';
import { synthesize, writeManifests } from '../../synthesize';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { withProgress } from '../progress';
import { installationOf } from '../release';
import { describeFault, report } from '../report';
import { fileSource, sourcesOf } from '../sources';
import { isUnreadable } from '../unreadable';

/** The manifests of one folder. */
interface Output {
  readonly folder: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly yaml?: string;
}

export function run(input: Input): number {
  const installation = installationOf(input);
  const folder = input.text('output') ?? 'dist';
  const outputs = withProgress('made', foldersOf(input, folder), ([path, files]): Output => {
    const sources = sourcesOf(input, files.map(fileSource));
    return { folder: path, ...synthesize({ ...installation, sources }) };
  });
  const diagnostics = outputs.flatMap((output) => output.diagnostics);
  process.stderr.write(report(diagnostics));
  if (outputs.some(({ yaml }) => yaml === undefined)) return diagnostics.some(isUnreadable) ? UNUSABLE : INVALID;
  if (folder !== '-') return write(outputs, installation.release);
  process.stdout.write(outputs.map(({ yaml }) => yaml).join('---\n'));
  return OK;
}

/** Folders to write, with the files that are merged over those of -f. */
function foldersOf({ operands }: Input, folder: string): [string, string[]][] {
  if (operands.length === 0) return [[folder, []]];
  const folders = new Map<string, string>();
  for (const file of operands) {
    const name = basename(file, extname(file));
    if (/^\.*$/.test(name))
      throw new UsageError(`${file} gives no name for a folder: name the file as environments/prod.yaml`);
    const other = folders.get(name);
    if (other !== undefined) throw new UsageError(`${other} and ${file} would be written to the same folder, ${name}`);
    folders.set(name, file);
  }
  return [...folders].map(([name, file]) => [join(folder, name), [file]]);
}

function write(outputs: readonly Output[], release: string): number {
  for (const { folder, yaml } of outputs) {
    try {
      writeManifests(folder, release, yaml!);
    } catch (error) {
      process.stderr.write(`error: cannot write to ${folder}: ${describeFault(error)}\n`);
      return UNUSABLE;
    }
  }
  return OK;
}
