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
  /** Name of the file as the user gave it, or `--set`. @default - no file, e.g. props given in code */
  readonly file?: string;
  /** Counted from 1. @default - unknown */
  readonly line?: number;
  /** Counted from 1, in characters. @default - unknown */
  readonly column?: number;
}

/** `api.private.ingress.tls[0].hosts`; a key that is not a plain word is quoted: `podLabels["a.b/c"]`. */
export function formatPath(path: KeyPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** `file:line:column: error: path: message [rule]`, the form that editors and CI systems link. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = [diagnostic.file, diagnostic.line, diagnostic.column].filter((part) => part !== undefined).join(':');
  const path = diagnostic.path && diagnostic.path.length > 0 ? `${formatPath(diagnostic.path)}: ` : '';
  return `${place ? `${place}: ` : ''}${diagnostic.severity}: ${path}${diagnostic.message} [${diagnostic.rule}]`;
}
