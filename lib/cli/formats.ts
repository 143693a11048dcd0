import { formatPath } from '../private/diagnostic';
import type { Diagnostic } from '../private/diagnostic';
import { isError } from '../values/check';

/** All diagnostics, for programs. `path` is a list of keys and indices, `key` the same as text. */
export function jsonReport(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  const items = diagnostics.map(({ path, ...diagnostic }) => ({
    ...diagnostic,
    ...(path && path.length > 0 ? { path, key: formatPath(path) } : {}),
  }));
  return `${JSON.stringify({ errors, warnings: items.length - errors, diagnostics: items }, null, 2)}\n`;
}

/**
 * Annotations that GitHub shows beside the lines of a pull request.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function githubAnnotations(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${githubAnnotation(diagnostic)}\n`).join('');
}

function githubAnnotation({ severity, rule, message, path, file, line, column }: Diagnostic): string {
  const properties = { file, line, col: column, title: rule };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
  const text = path && path.length > 0 ? `${formatPath(path)}: ${message}` : message;
  return `::${severity} ${list.join(',')}::${escapeData(text)}`;
}

const escapeData = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
