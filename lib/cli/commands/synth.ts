import { statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Diagnostic } from '../../json/diagnostic';
import { SUFFIX, writeFile, writeManifests, writtenLine } from '../../output';
import type { Written } from '../../output';
import { synthesize } from '../../synthesize';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { withProgress } from '../progress';
import { installationOf } from '../release';
import { describeFault, report } from '../report';
import { fileSource, sourcesOf, valuesFiles } from '../sources';
import { isUnreadable } from '../unreadable';

/** The manifests of one file. */
interface Output {
  readonly file: string;
  readonly environment?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly yaml?: string;
}

const STDOUT = '-';

export function run(input: Input): number {
  const installation = installationOf(input);
  const target = input.text('output') ?? 'dist';
  assertTarget(target, input);
  const outputs = withProgress('made', environmentsOf(input), ([folder, file]): Output => {
    const sources = sourcesOf(input, file === undefined ? [] : [fileSource(file)]);
    const environment = file !== undefined && { environment: file };
    return {
      file: join(folder, installation.release + SUFFIX),
      ...environment,
      ...synthesize({ ...installation, sources }),
    };
  });
  const diagnostics = outputs.flatMap((output) => output.diagnostics);
  process.stderr.write(report(diagnostics));
  if (outputs.some(({ yaml }) => yaml === undefined)) return diagnostics.some(isUnreadable) ? UNUSABLE : INVALID;
  if (target !== STDOUT) return write(target, installation.release, outputs);
  process.stdout.write(outputs.map(({ yaml }) => yaml).join('---\n'));
  return OK;
}

/** Whether the output is one file; any other name is that of a folder. */
const isFile = (target: string): boolean =>
  /\.ya?ml$/i.test(target) && !statSync(target, { throwIfNoEntry: false })?.isDirectory();

/** @throws UsageError for an output that would take the place of an input, or holds one environment of several */
function assertTarget(target: string, input: Input): void {
  if (target === '') throw new UsageError('--output is empty: name a folder, a file or -');
  if (target === STDOUT) return;
  const inputs = [...valuesFiles(input), ...input.operands].filter((file) => file !== '-');
  if (inputs.some((file) => resolve(file) === resolve(target)))
    throw new UsageError(
      `${target} is a values file of this run, which its output would replace: choose another output`,
    );
  if (isFile(target) && input.operands.length > 1)
    throw new UsageError(`${target} is one file for ${input.operands.length} environments: name a folder`);
}

/** The folder of each environment, and the file that is merged over those of -f. */
function environmentsOf({ operands }: Input): [folder: string, file?: string][] {
  if (operands.length === 0) return [['']];
  const folders = new Map<string, string>();
  for (const file of operands) {
    const name = basename(file, extname(file));
    if (/^\.*$/.test(name))
      throw new UsageError(`${file} gives no name for a folder: name the file as environments/prod.yaml`);
    const other = folders.get(name);
    if (other !== undefined) throw new UsageError(`${other} and ${file} would be written to the same folder, ${name}`);
    folders.set(name, file);
  }
  return [...folders];
}

function write(target: string, release: string, outputs: readonly Output[]): number {
  try {
    process.stderr.write(writtenLine(writeTo(target, release, outputs)));
    return OK;
  } catch (error) {
    process.stderr.write(`error: cannot write to ${target}: ${describeFault(error)}\n`);
    return UNUSABLE;
  }
}

function writeTo(target: string, release: string, outputs: readonly Output[]): Written {
  if (isFile(target)) return writeFile(target, release, outputs[0].yaml!);
  const manifests = outputs.map(({ file, environment, yaml }) => ({ file, environment, yaml: yaml! }));
  return writeManifests(target, release, manifests);
}
