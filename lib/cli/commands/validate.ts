import { adviceOn, publishedSecrets } from '../../values/advice';
import { readChecked } from '../../values/read';
import { arranged } from '../../json/diagnostic';
import type { Diagnostic } from '../../json/diagnostic';
import { isError } from '../../values/check';
import { UsageError } from '../command';
import type { Input } from '../command';
import { Excerpts } from '../excerpt';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { githubAnnotations, jsonReport } from '../formats';
import { TrackedFiles } from '../git';
import { withProgress } from '../progress';
import { count, counts, lines } from '../report';
import { sarifLog } from '../sarif';
import { fileSource, sourcesOf, valuesFiles } from '../sources';
import { isUnreadable } from '../unreadable';

export function run(input: Input): number {
  const { operands } = input;
  const given = operands.length + input.texts('values').length;
  if (given === 0) throw new UsageError('no values file given');
  const found = check(input).map((diagnostic) => (input.flag('strict') ? asError(diagnostic) : diagnostic));
  const diagnostics = arranged(found);
  const files = [...operands, ...valuesFiles(input)];
  print(input.text('format') ?? 'text', diagnostics, files, input.flag('layered') ? 1 : Math.max(1, operands.length));
  if (diagnostics.some(isUnreadable)) return UNUSABLE;
  return diagnostics.some(isError) ? INVALID : OK;
}

function check(input: Input): Diagnostic[] {
  const { operands } = input;
  const groups = input.flag('layered') || operands.length === 0 ? [operands] : operands.map((file) => [file]);
  const tracked = new TrackedFiles();
  return withProgress('checked', groups, (files) => {
    const sources = sourcesOf(input, files.map(fileSource));
    return readChecked(sources, adviceOn, publishedSecrets).diagnostics;
  })
    .flat()
    .filter(({ rule, file }) => rule !== 'secret-in-git' || (file !== undefined && tracked.has(file)));
}

const asError = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, severity: 'error' });

function print(format: string, diagnostics: readonly Diagnostic[], files: readonly string[], checked: number): void {
  switch (format) {
    case 'json':
      return write(jsonReport(diagnostics));
    case 'github':
      return write(githubAnnotations(diagnostics));
    case 'sarif':
      return write(`${JSON.stringify(sarifLog(diagnostics, files), null, 2)}\n`);
    default:
      process.stderr.write(lines(diagnostics, { excerpts: new Excerpts(), color: isColorful(process.stderr) }));
      write(`${count(checked, 'installation')} checked: ${counts(diagnostics)}\n`);
  }
}

function write(text: string): void {
  process.stdout.write(text);
}

/** https://no-color.org: any value but the empty one switches colours off. */
function isColorful(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
