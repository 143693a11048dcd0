/** A place in a values tree: map keys and list indices, outermost first. */
export type KeyPath = readonly (string | number)[];

/** One problem in a values file, or in what `--set` gave. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable name of the rule, e.g. `unknown-key`, `type`, `tms-secrets`. */
  readonly rule: string;
  /** What is wrong, what is allowed, how to mend it. Never holds a secret's value. */
  readonly message: string;
  /** @default - the problem concerns the file as a whole */
  readonly path?: KeyPath;
  /** Name of the file as the user gave it, or the option, e.g. `--set`. @default - no file, e.g. props given in code */
  readonly file?: string;
  /** Counted from 1; of an option which one of its kind it is. @default - unknown */
  readonly line?: number;
  /** Counted from 1, in characters. @default - unknown */
  readonly column?: number;
}

const HIDDEN = '…';
const LONGEST_KEY = 100;

/** Characters that nobody sees, and blanks that are none to YAML. */
export const INVISIBLE = /[\u00ad\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]/gu;

/** A key with what belongs to its value: no blank after the colon, or none at all. */
export const KEY_WITH_VALUE = /^([\w-]+)\s*([:=])/;

/** What may be shown of a key that somebody wrote: where a blank or a quote is missing, a part of a secret may stand there. */
export function shownKey(key: string): string {
  const visible = (KEY_WITH_VALUE.exec(key)?.[1] ?? key).replace(INVISIBLE, '');
  return visible.length <= LONGEST_KEY && /^[\w./-]*$/.test(visible) ? visible : HIDDEN;
}

/** A path of which all may be shown. */
export const shownPath = (path: KeyPath): KeyPath =>
  path.map((part) => (typeof part === 'number' ? part : shownKey(part)));

/** Whether a diagnostic is about an option and no file. */
export const isOption = (name: string | undefined): boolean =>
  /^--set(-string|-json|-file|-literal)?$/.test(name ?? '');

/** Errors before warnings, then by file, line and column; what is said twice is said once. */
export function arranged(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const unique = new Map(diagnostics.map((diagnostic) => [formatDiagnostic(diagnostic), diagnostic]));
  return [...unique.values()].sort(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      compareTexts(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** `api.private.ingress.tls[0].hosts`; a key that is not a plain word is quoted: `podLabels["a.b/c"]`. */
export function formatPath(path: KeyPath): string {
  return shownPath(path)
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** `file:line:column`, as far as it is known. Characters that a terminal would obey are escaped. */
export function formatPlace({ file, line, column }: Diagnostic): string {
  const name = file?.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
  return [name, line, column].filter((part) => part !== undefined).join(':');
}

/** `file:line:column: error: path: message [rule]`, the form that editors and CI systems link. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = formatPlace(diagnostic);
  const path = diagnostic.path && diagnostic.path.length > 0 ? `${formatPath(diagnostic.path)}: ` : '';
  return `${place ? `${place}: ` : ''}${diagnostic.severity}: ${path}${diagnostic.message} [${diagnostic.rule}]`;
}
