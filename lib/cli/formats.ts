import { formatPath, formatPlace, isOption, shownPath } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import { isError } from '../values/check';
import { grouped } from '../values/grouped';
import { repositoryPath } from './repository-path';

/** All diagnostics, for programs. `path` is a list of keys and indices, `key` the same as text. */
export function jsonReport(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length;
  const items = diagnostics.map(({ path, ...diagnostic }) => ({
    ...diagnostic,
    ...(path && path.length > 0 ? { path: shownPath(path), key: formatPath(path) } : {}),
  }));
  return `${JSON.stringify({ errors, warnings: items.length - errors, diagnostics: items }, null, 2)}\n`;
}

/**
 * Annotations that GitHub shows beside the lines of a pull request: ten of a kind, so that equal ones must not fill them.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function githubAnnotations(diagnostics: readonly Diagnostic[]): string {
  return grouped(diagnostics)
    .map((diagnostic) => `${githubAnnotation(diagnostic)}\n`)
    .join('');
}

function githubAnnotation(diagnostic: Diagnostic): string {
  const { severity, rule, message, path, file, line, column } = diagnostic;
  const place =
    file === undefined || file === '-' || isOption(file)
      ? {}
      : { file: repositoryPath(file) ?? file, line, col: column };
  const properties = { ...place, title: rule };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeData(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
  const option = isOption(file) ? `${formatPlace(diagnostic)}: ` : '';
  const text = option + (path && path.length > 0 ? `${formatPath(path)}: ${message}` : message);
  return `::${severity} ${list.join(',')}::${escapeData(text)}`;
}

const escapeData = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
