import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Diagnostic } from '../../json/diagnostic';
import { isError } from '../../values/check';
import { readChecked } from '../../values/read';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { count, describeFault } from '../report';
import { BlockProblem, withTenants } from './block';
import type { Imported } from './block';
import { CsvProblem, readRows } from './csv';
import type { TenantRow } from './csv';

/** Writes the tenants of a CSV file into the list of a values file. Nothing is written where one of them is refused. */
export function importTenants(input: Input, operands: readonly string[]): number {
  const [csv, values, ...more] = operands;
  if (csv === undefined || values === undefined || more.length > 0)
    throw new UsageError(
      'tenants import takes a CSV file and the values file to write: tenants import tenants.csv my.yaml',
    );
  try {
    const rows = readRows(csv, input.text('secret-key') ?? 'password');
    const text = existsSync(values) ? readFileSync(values, 'utf8') : '';
    return finish(csv, values, withTenants(text, rows), rows, input.flag('dry-run'));
  } catch (error) {
    if (error instanceof CsvProblem) return fail(error.message, INVALID);
    if (error instanceof BlockProblem) return fail(`${values}: ${error.message}`, INVALID);
    return fail(describeFault(error), UNUSABLE);
  }
}

function finish(csv: string, values: string, imported: Imported, rows: readonly TenantRow[], isDry: boolean): number {
  const problems = [...repeated(csv, rows), ...refused(csv, values, imported)];
  if (problems.length > 0) return fail(problems.join('\nerror: '), INVALID);
  if (isDry) process.stdout.write(imported.text);
  else replace(values, imported.text);
  const { added, changed } = imported;
  const rest = rows.length - added - changed;
  process.stderr.write(`${values}: ${count(added, 'tenant')} added, ${changed} changed, ${rest} already there\n`);
  return OK;
}

function repeated(csv: string, rows: readonly TenantRow[]): string[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ name, line }) => {
    const before = first.get(name);
    first.set(name, before ?? line);
    return before === undefined ? [] : [`${csv}:${line}: the name is in line ${before}, too: ${name}`];
  });
}

/** What the values file would be refused for, of what came from the CSV file. */
function refused(csv: string, values: string, { text, rows }: Imported): string[] {
  const { diagnostics } = readChecked([{ kind: 'text', name: values, text }]);
  return diagnostics.filter(isError).flatMap((diagnostic: Diagnostic) => {
    const [list, index, ...rest] = diagnostic.path ?? [];
    if (list !== 'tenants' || typeof index !== 'number') return [];
    const row = rows.get(index);
    const place = row ? `${csv}:${row.line}` : `${values}: tenants[${index}]`;
    return [`${place}: ${[rest.join('.'), diagnostic.message].filter(Boolean).join(': ')}`];
  });
}

/** At once: whoever reads meanwhile, and a run that breaks off, finds the old file or the new one. */
function replace(path: string, text: string): void {
  const file = existsSync(path) ? realpathSync(path) : path;
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text, existsSync(file) ? { mode: statSync(file).mode } : {});
  renameSync(temporary, file);
}

function fail(message: string, code: number): number {
  process.stderr.write(`error: ${message}\n`);
  return code;
}
