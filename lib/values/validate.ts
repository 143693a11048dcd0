import { formatPath } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import { adviceOn } from './advice';
import { readChecked } from './read';

/** One problem in a values file. */
export interface ValuesDiagnostic {
  /** `error` if the values cannot be used, otherwise `warning`. */
  readonly severity: string;
  /** Stable name of the rule, e.g. `unknown-key`. */
  readonly rule: string;
  /** What is wrong, what is allowed, how to mend it. Never holds a value, since that may be a secret. */
  readonly message: string;
  /**
   * The key, e.g. `api.private.ingress.tls[0].hosts`.
   *
   * @default - the problem concerns the file as a whole
   */
  readonly path?: string;
  /**
   * Name of the file, as it was given.
   *
   * @default - none: what the problem is about comes from elsewhere
   */
  readonly file?: string;
  /**
   * Line, counted from 1.
   *
   * @default - unknown
   */
  readonly line?: number;
  /**
   * Column, counted from 1, in characters.
   *
   * @default - unknown
   */
  readonly column?: number;
}

/**
 * Checks the text of a values file: keys, types and cross-field rules, and asks about weak secrets. Never throws.
 *
 * @param text content of the file, YAML
 * @param file name of the file in the diagnostics
 * @returns what is wrong or questionable, errors first; empty for a valid file
 */
export function validateValues(text: string, file: string): ValuesDiagnostic[] {
  return readChecked([{ kind: 'text', name: file, text }], adviceOn).diagnostics.map(published);
}

function published({ path, ...diagnostic }: Diagnostic): ValuesDiagnostic {
  return path && path.length > 0 ? { ...diagnostic, path: formatPath(path) } : diagnostic;
}
