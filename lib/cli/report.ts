import { formatDiagnostic } from '../private/diagnostic';
import type { Diagnostic } from '../private/diagnostic';
import { isError } from '../values/check';

/** One line a diagnostic, and a line that counts them. */
export function report(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const errors = diagnostics.filter(isError).length;
  const warnings = diagnostics.length - errors;
  return `${diagnostics.map(formatDiagnostic).join('\n')}\n${count(errors, 'error')}, ${count(warnings, 'warning')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What the operating system says of a file, without a stack. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
