import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, isLabel } from './settings';

export interface Tenant {
  readonly name: string;
  readonly email: string;
  readonly needsAdmin: boolean;
  readonly updateMapping: boolean;
  readonly passwordFile: string;
}

export interface Secret {
  readonly value: string;
  /** Whether a newline at the end was dropped. */
  readonly stripped: boolean;
}

/** A file that is not there, or not yet: its Secret may be made before the next run. */
export class MissingFile extends ConfigurationError {}

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The tenants of all `tenants*.json` in a folder and in the folders right below it, in the order of the files' names. */
export function readTenants(directory: string): Tenant[] {
  const files = tenantFiles(directory);
  if (files.length === 0) throw new ConfigurationError([`${directory} holds no tenants*.json`]);
  const problems: string[] = [];
  const tenants = files.flatMap((file) => readList(file, problems));
  problems.push(...duplicates(tenants));
  if (problems.length > 0) throw new ConfigurationError(shorten(problems));
  return tenants;
}

/** What a mounted file holds, less one newline at its end. */
export function readSecret(file: string, what: string): Secret {
  const text = readText(file, what, true);
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw new ConfigurationError([`${what} is empty (${file})`]);
  return { value, stripped: value !== text };
}

function tenantFiles(directory: string): string[] {
  const entries = list(directory);
  // A mounted ConfigMap is a folder of links beside hidden folders that hold its versions.
  const visible = entries.filter((name) => !name.startsWith('.')).sort();
  return visible.flatMap((name) => {
    if (isTenantFile(name)) return [join(directory, name)];
    const inner = list(join(directory, name), true).filter(isTenantFile).sort();
    return inner.map((file) => join(directory, name, file));
  });
}

function isTenantFile(name: string): boolean {
  return /^tenants.*\.json$/.test(name);
}

function list(directory: string, lenient = false): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (lenient) return [];
    throw new ConfigurationError([`cannot read the folder ${directory} (${errorCode(error)})`]);
  }
}

function readList(file: string, problems: string[]): Tenant[] {
  try {
    const value: unknown = parse(readText(file, 'the tenant list'), file);
    if (!Array.isArray(value)) throw new ConfigurationError([`${file} is not a JSON array`]);
    return value.flatMap((entry, index) => toTenant(entry, `${file}[${index}]`, problems) ?? []);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems);
    return [];
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new ConfigurationError([`${file} is not valid JSON`]);
  }
}

function toTenant(value: unknown, place: string, problems: string[]): Tenant | undefined {
  const entry = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { name, email, passwordFile, needsAdmin = true, updateMapping = false } = entry;
  const wrong: string[] = [];
  if (!isTenantName(name)) wrong.push('name must be a lower-case DNS label of 3 characters or more, not only digits');
  if (typeof email !== 'string' || !/^[^@\s]+@[^@\s]+$/.test(email)) wrong.push('email must be an e-mail address');
  if (typeof passwordFile !== 'string' || passwordFile === '') wrong.push('passwordFile must be a path');
  if (typeof needsAdmin !== 'boolean') wrong.push('needsAdmin must be true or false');
  if (typeof updateMapping !== 'boolean') wrong.push('updateMapping must be true or false');
  problems.push(...wrong.map((problem) => `${place}: ${problem}`));
  return wrong.length > 0 ? undefined : ({ name, email, passwordFile, needsAdmin, updateMapping } as Tenant);
}

function isTenantName(name: unknown): boolean {
  return typeof name === 'string' && isLabel(name) && name.length >= 3 && /[a-z]/.test(name);
}

function duplicates(tenants: readonly Tenant[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of tenants) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map((name) => `tenant ${name} is listed twice`);
}

function readText(file: string, what: string, keepMark = false): string {
  const bytes = readBytes(file, what);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepMark }).decode(bytes);
  } catch {
    throw new ConfigurationError([`${what} is not UTF-8 (${file})`]);
  }
}

function readBytes(file: string, what: string): Buffer {
  try {
    const bytes = readFileSync(file);
    if (bytes.length <= MAX_FILE_BYTES) return bytes;
  } catch (error) {
    const code = errorCode(error);
    throw new (code === 'ENOENT' ? MissingFile : ConfigurationError)([`cannot read ${what} (${file}: ${code})`]);
  }
  throw new ConfigurationError([`${what} is too large (${file})`]);
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

function shorten(problems: readonly string[]): string[] {
  const shown = problems.slice(0, 20);
  return problems.length > shown.length ? [...shown, `${problems.length - shown.length} more problems`] : shown;
}
