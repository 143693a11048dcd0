import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Document, Node, YAMLMap, YAMLSeq } from 'yaml';
import type { TenantRow } from './csv';

/** A piece of a text and what takes its place. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Imported {
  readonly text: string;
  readonly added: number;
  readonly changed: number;
  /** The row of each tenant in the list, by its place; rows that are not there were in the list before. */
  readonly rows: ReadonlyMap<number, TenantRow>;
}

/** A values file into which tenants cannot be written. */
export class BlockProblem extends Error {}

/** Writes tenants into the list of a values file. All else stays as it is, byte by byte: comments, order, line ends. */
export function withTenants(text: string, rows: readonly TenantRow[]): Imported {
  const document = parseDocument(text, { version: '1.1', merge: true, uniqueKeys: false });
  if (document.errors.length > 0) throw new BlockProblem(`is no YAML: see cdk8s-tracardi validate`);
  const found = find(document);
  const items = isSeq(found.value) ? found.value.items : [];
  const places = new Map(items.map((item, index) => [nameOf(item), index]));
  const known = rows.filter(({ name }) => places.has(name));
  const fresh = rows.filter(({ name }) => !places.has(name));
  const edits = known.flatMap((row) => changes(text, items[places.get(row.name)!] as YAMLMap, row));
  const numbered = [
    ...known.map((row): [number, TenantRow] => [places.get(row.name)!, row]),
    ...fresh.map((row, index): [number, TenantRow] => [items.length + index, row]),
  ];
  const changed = known.filter((row) => changes(text, items[places.get(row.name)!] as YAMLMap, row).length > 0).length;
  if (fresh.length > 0) edits.push(addition(text, document, found, fresh));
  return { text: apply(text, edits), added: fresh.length, changed, rows: new Map(numbered) };
}

/** What stands at `tenants`. */
interface Found {
  /** Where its key ends. @default - there is none */
  readonly keyEnd?: number;
  /** @default - nothing, or null */
  readonly value?: Node;
}

function find(document: Document.Parsed): Found {
  const { contents } = document;
  if (contents !== null && !isMap(contents)) throw new BlockProblem('is no map: it is no values file');
  if (contents?.flow && contents.items.length > 0)
    throw new BlockProblem('has its keys in braces: write them one a line');
  const pair = (contents as YAMLMap | null)?.items.find(({ key }) => isScalar(key) && key.value === 'tenants');
  if (!pair) return {};
  const value = (pair.value ?? undefined) as Node | undefined;
  const isNull = value === undefined || (isScalar(value) && value.value === null);
  if (!isNull && !isSeq(value)) throw new BlockProblem('tenants is no list of its own: write one');
  const isWritten = value !== undefined && value.range![0] < value.range![1];
  return { keyEnd: (pair.key as Node).range![1], ...(isWritten ? { value } : {}) };
}

const nameOf = (item: unknown): unknown => (isMap(item) ? item.get('name') : undefined);

/** What makes an item say what a row says. */
function changes(text: string, item: YAMLMap, { email, secret, key }: TenantRow): Edit[] {
  const reference = `{ name: ${scalar(secret)}, key: ${scalar(key)} }`;
  const emailNode = item.get('email', true) as Node | undefined;
  const passwordFrom = item.get('passwordFrom', true) as Node | undefined;
  const edits: Edit[] = [];
  if (item.get('email') !== email && emailNode) edits.push(replacing(emailNode, scalar(email)));
  if (passwordFrom && isMap(passwordFrom)) {
    if (passwordFrom.get('name') !== secret || passwordFrom.get('key') !== key)
      edits.push(replacing(passwordFrom, reference));
    return edits;
  }
  const password = item.items.find((pair) => isScalar(pair.key) && pair.key.value === 'password');
  const end = (node: Node): number => node.range![1];
  if (password) {
    const start = (password.key as Node).range![0];
    edits.push({ start, end: end((password.value ?? password.key) as Node), text: `passwordFrom: ${reference}` });
  } else {
    const last = item.items.at(-1)!;
    const at = end((last.value ?? last.key) as Node);
    const separator = item.flow ? ', ' : `\n${' '.repeat(columnOf(text, (item.items[0].key as Node).range![0]))}`;
    edits.push({ start: at, end: at, text: `${separator}passwordFrom: ${reference}` });
  }
  return edits;
}

const replacing = ({ range }: Node, text: string): Edit => ({ start: range![0], end: range![1], text });

/** Plain where that means the same everywhere, also between braces; else in quotes. */
function scalar(text: string): string {
  const plain = stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd();
  return /^[A-Za-z0-9][\w.@+-]*$/.test(plain) ? plain : JSON.stringify(text);
}

const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

function addition(text: string, document: Document, { keyEnd, value }: Found, rows: readonly TenantRow[]): Edit {
  if (keyEnd === undefined) {
    const gap = document.contents ? '\n' : '';
    return insertion(text.length, `${/\n$|^$/.test(text) ? '' : '\n'}${gap}tenants:\n${blockItems(rows, 2)}`);
  }
  if (value === undefined) return linesAfter(text, keyEnd, blockItems(rows, 2));
  const items = isSeq(value) ? value.items : [];
  if (items.length === 0) {
    const blanks = / *$/.exec(text.slice(0, value.range![0]))![0].length;
    return { ...replacing(value, `\n${blockItems(rows, 2).trimEnd()}`), start: value.range![0] - blanks };
  }
  const end = (items.at(-1) as Node).range![1];
  if ((value as YAMLSeq).flow) return insertion(end, rows.map((row) => `, ${flowItem(row)}`).join(''));
  return linesAfter(text, end, blockItems(rows, columnOf(text, value.range![0])));
}

const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });

/** Behind the line at whose text a piece ends, and its comment. */
function linesAfter(text: string, end: number, lines: string): Edit {
  const lineEnd = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1 || text.length;
  return insertion(lineEnd, `${text[lineEnd - 1] === '\n' ? '' : '\n'}${lines}`);
}

function blockItems(rows: readonly TenantRow[], indent: number): string {
  const margin = ' '.repeat(indent);
  return rows
    .map(({ name, email, secret, key }) =>
      [
        `${margin}- name: ${scalar(name)}`,
        `${margin}  email: ${scalar(email)}`,
        `${margin}  passwordFrom: { name: ${scalar(secret)}, key: ${scalar(key)} }\n`,
      ].join('\n'),
    )
    .join('');
}

const flowItem = ({ name, email, secret, key }: TenantRow): string =>
  `{ name: ${scalar(name)}, email: ${scalar(email)}, passwordFrom: { name: ${scalar(secret)}, key: ${scalar(key)} } }`;

/** The last piece first, so that the others keep their places. Line ends are those of the text. */
function apply(text: string, edits: readonly Edit[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (all, { start, end, text: piece }) => all.slice(0, start) + piece.replaceAll('\n', newline) + all.slice(end),
      text,
    );
}
