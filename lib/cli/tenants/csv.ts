import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';

export interface TenantRow {
  /** In the file. */
  readonly line: number;
  readonly name: string;
  readonly email: string;
  /** Name of the Secret with the password. */
  readonly secret: string;
  /** Key in it. */
  readonly key: string;
}

/** A file that is no list of tenants. The message names the place. */
export class CsvProblem extends Error {}

const NEEDED = ['name', 'email', 'secret'] as const;
const KNOWN: readonly string[] = [...NEEDED, 'key'];
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The tenants of a CSV file with the columns name, email, secret and perhaps key, in any order, separated by commas, semicolons or tabs.
 *
 * @throws CsvProblem; an Error of the operating system where it cannot be read
 */
export function readRows(file: string, defaultKey: string): TenantRow[] {
  const records = parseText(file, readText(file));
  const [header, ...rows] = records;
  if (!header) throw new CsvProblem(`${file}: is empty: the first line must name the columns ${NEEDED.join(', ')}`);
  const columns = header.cells.map((cell) => cell.toLowerCase());
  checkHeader(`${file}:${header.line}`, columns);
  if (rows.length === 0) throw new CsvProblem(`${file}: holds no tenants below its first line`);
  return rows.map(({ line, cells }) => toRow(`${file}:${line}`, line, columns, cells, defaultKey));
}

interface Record {
  readonly line: number;
  readonly cells: readonly string[];
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  if (bytes.length > MOST_BYTES) throw new CsvProblem(`${file}: is above 64 MiB`);
  // UTF-16 is full of them.
  const isText = !bytes.includes(0);
  try {
    if (isText) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Told of below.
  }
  throw new CsvProblem(`${file}: is not UTF-8: save it as "CSV UTF-8"`);
}

function parseText(file: string, text: string): Record[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t'].find((char) => first.includes(char) && !first.includes(',')) ?? ',';
  try {
    const found = parse(text, { bom: true, delimiter, info: true, skip_empty_lines: true, trim: true });
    return (found as unknown as { record: string[]; info: { lines: number } }[])
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvProblem(`${file}:${String(error.lines ?? 1)}: ${reasonOf(error)}`);
  }
}

/** The parser's own messages quote what stands there. */
function reasonOf({ code }: CsvError): string {
  switch (code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return 'has more or fewer cells than the first line';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quotation mark is not closed';
    default:
      return 'is no CSV: a quotation mark stands within a cell, or a cell goes on behind one';
  }
}

function checkHeader(place: string, columns: readonly string[]): void {
  const missing = NEEDED.filter((column) => !columns.includes(column));
  const twice = KNOWN.find((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  if (missing.length > 0)
    throw new CsvProblem(
      `${place}: the first line must name the columns ${NEEDED.join(', ')}: ${missing.join(', ')} is missing`,
    );
  if (twice) throw new CsvProblem(`${place}: the column ${twice} is there twice`);
}

function toRow(
  place: string,
  line: number,
  columns: readonly string[],
  cells: readonly string[],
  fallback: string,
): TenantRow {
  const cell = (column: string): string => cells[columns.indexOf(column)] ?? '';
  const empty = NEEDED.find((column) => cell(column) === '');
  if (empty) throw new CsvProblem(`${place}: ${empty} is empty`);
  return { line, name: cell('name'), email: cell('email'), secret: cell('secret'), key: cell('key') || fallback };
}
