import { arranged, formatDiagnostic } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import { isError } from '../values/check';
import { grouped } from '../values/grouped';
import type { Excerpts } from './excerpt';

/** So many diagnostics are worth reading at once; a report for programs has all. */
const LIMIT = 100;

const RED = 31;
const YELLOW = 33;
const GREEN = 32;

export interface ReportOptions {
  /** Where the lines of the files come from. @default - one line a diagnostic */
  readonly excerpts?: Excerpts;
  /** @default false */
  readonly color?: boolean;
}

/** One line a mistake, and a line that counts all places of them. */
export function report(all: readonly Diagnostic[]): string {
  const diagnostics = arranged(all);
  return diagnostics.length === 0 ? '' : `${lines(diagnostics)}${counts(diagnostics)}\n`;
}

/** One line a mistake, with an excerpt if asked for. */
export function lines(all: readonly Diagnostic[], options: ReportOptions = {}): string {
  const diagnostics = grouped(all);
  const blocks = diagnostics.slice(0, LIMIT).map((diagnostic) => block(diagnostic, options));
  const more = diagnostics.length - LIMIT;
  if (more > 0) blocks.push(`and ${more} more, which \`cdk8s-tracardi validate --format json\` lists\n`);
  return blocks.join('');
}

function block(diagnostic: Diagnostic, { excerpts, color = false }: ReportOptions): string {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const code = isError(diagnostic) ? RED : YELLOW;
  const line = formatDiagnostic(diagnostic).replace(/(?<=: |^)(error|warning)(?=: )/, (word) => paint(code, word));
  const excerpt = excerpts?.of(diagnostic);
  if (!excerpt) return `${line}\n`;
  const number = String(diagnostic.line);
  const margin = ' '.repeat(number.length);
  return `${line}\n  ${number} | ${excerpt[0]}\n  ${margin} | ${paint(GREEN, excerpt[1])}\n`;
}

export function counts(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  return `${count(errors, 'error')}, ${count(diagnostics.length - errors, 'warning')}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What the operating system says of a file, without a stack. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
