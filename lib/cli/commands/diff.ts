import { existsSync } from 'node:fs';
import { isError } from '../../values/check';
import type { Diagnostic } from '../../json/diagnostic';
import type { ValuesSource } from '../../values-file';
import { synthesizeObjects } from '../../synthesize';
import type { ObjectSynthesis } from '../../synthesize';
import { UsageError } from '../command';
import type { Input } from '../command';
import { changesBetween } from '../diff/changes';
import type { Changes } from '../diff/changes';
import { hasDifferences, markdownDiff, textDiff } from '../diff/render';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { fileAt } from '../git';
import { diagramOf, mermaid } from '../graph';
import { installationOf } from '../release';
import { report } from '../report';
import { fileSource, sourcesOf } from '../sources';
import { isMissing, isUnreadable } from '../unreadable';

/** As in git: what was not there, or is not any more. */
const NOTHING = '/dev/null';

const REVISION = /^(?![A-Za-z]:\\)[^:-][^:]*:(?=.)/;

export function run(input: Input): number {
  const { operands } = input;
  if (operands.length !== 2) throw new UsageError(`diff compares two values files, not ${operands.length}: OLD NEW`);
  const [old, now] = operands.map((operand) => synthesizeSide(input, operand));
  const problems = [...old.diagnostics, ...now.diagnostics].filter(isError);
  process.stderr.write(report(problems));
  if (!now.objects) return refuse(`${operands[1]} is not valid`, problems);
  if (problems.some(isMissing)) return refuse(`${operands[0]} cannot be read`, problems);
  // A change that mends a file must not fail for what it mends.
  if (!old.objects) process.stderr.write(`${operands[0]} was not valid: ${operands[1]} is compared with nothing\n`);
  const changes = changesBetween(old, now, installationOf(input));
  process.stdout.write(render(input.text('format') ?? 'text', changes, fileOf(operands), now));
  return hasDifferences(changes) ? INVALID : OK;
}

function refuse(reason: string, problems: readonly Diagnostic[]): number {
  process.stderr.write(`nothing is compared: ${reason}\n`);
  return problems.some(isUnreadable) ? UNUSABLE : INVALID;
}

function render(format: string, changes: Changes, file: string, { objects, tenants }: ObjectSynthesis): string {
  if (format === 'json') return `${JSON.stringify(changes, null, 2)}\n`;
  if (format !== 'markdown') return textDiff(changes);
  const diagram = diagramOf('deployment', objects!, tenants);
  return markdownDiff(changes, `What \`${file}\` changes`, diagram && mermaid(diagram));
}

/** The uppermost layer of the new side, or of the old one where nothing is left: what the reader has changed. */
function fileOf([old, now]: readonly string[]): string {
  const layer = layersOf(now === NOTHING ? old : now).at(-1)!;
  const file = existsSync(layer) ? layer : layer.replace(REVISION, '');
  return file.replaceAll('`', '');
}

function synthesizeSide(input: Input, operand: string): ObjectSynthesis {
  if (operand === NOTHING) return { diagnostics: [], tenants: [], objects: [] };
  const files = layersOf(operand).map(sourceOf);
  const faults = files.filter((file): file is Diagnostic => 'severity' in file);
  if (faults.length > 0) return { diagnostics: faults, tenants: [] };
  return synthesizeObjects({ ...installationOf(input), sources: sourcesOf(input, files as ValuesSource[]) });
}

/** @throws UsageError for a name that is empty, as one from an unset variable is */
function layersOf(operand: string): string[] {
  const layers = existsSync(operand) ? [operand] : operand.split(',');
  if (layers.includes(''))
    throw new UsageError(`"${operand}" names no file where one is expected; ${NOTHING} stands for no installation`);
  return layers;
}

/** A file, or `REVISION:PATH` where there is no file of that name. */
function sourceOf(name: string): ValuesSource | Diagnostic {
  if (!REVISION.test(name) || existsSync(name)) return fileSource(name);
  const file = fileAt(name);
  if ('bytes' in file) return { kind: 'bytes', name, bytes: file.bytes };
  const message = `git cannot read it: ${file.fault}; check the revision and the path, which is relative to the root of the repository`;
  return { severity: 'error', rule: 'revision', file: name, message };
}
