import { Alias, Document, isCollection, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Node } from 'yaml';
import { isObject } from '../../lib/json/json';
import type { Json } from '../../lib/json/json';

/** A plain scalar, written as it is: `yes`, `0x1F`. */
export class Plain {
  public constructor(public readonly text: string) {}
}

export type Written = Json | Plain | readonly Written[] | { readonly [key: string]: Written };
export type WrittenMap = { readonly [key: string]: Written };

/** How a file is written, where YAML leaves a choice. */
export interface Style {
  /** One number decides each choice, in turn. */
  readonly choices: readonly number[];
  readonly indent: number;
  readonly indentSeq: boolean;
  readonly carriageReturns: boolean;
  readonly byteOrderMark: boolean;
}

/** Without a style YAML that is JSON but for plain scalars, a key a line at the top, so that a failing file can be read. */
export function valuesText(values: WrittenMap, style?: Style): string {
  if (style) return new Writer(style).file(values);
  return Object.entries(values)
    .map(([key, value]) => `${quoted(key)}: ${flow(value, '')}\n`)
    .join('');
}

function flow(value: Written, indent: string): string {
  const deeper = `${indent}  `;
  if (value instanceof Plain) return value.text;
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[${value.map((item) => flow(item as Written, deeper)).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value as WrittenMap);
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([key, item]) => `${deeper}${quoted(key)}: ${flow(item, deeper)}`).join(',\n')}\n${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

const NEEDS_ESCAPE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** YAML does not take control characters as they are, and JSON's own escape for a surrogate pair is two characters there. */
const quoted = (value: string): string => escaped(JSON.stringify(value));
const escaped = (text: string): string =>
  text.replace(NEEDS_ESCAPE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const TEXT_STYLES = ['QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
const PLAIN_KEY = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w./-]*$/i;

class Writer {
  private next = 0;
  private readonly anchors = new Map<string, string>();

  public constructor(private readonly style: Style) {}

  public file(values: WrittenMap): string {
    const { indent, indentSeq, carriageReturns, byteOrderMark } = this.style;
    // In this schema a plain text needs no quotes to stay one: what it means to Helm is not what it means to the library.
    const document = new Document(null, { schema: 'failsafe' });
    document.contents = this.node(values);
    // The library cannot fold every text so that it stays the same.
    const options = { lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity };
    const text = escaped(document.toString({ indent, indentSeq, ...options }));
    return (byteOrderMark ? '\ufeff' : '') + (carriageReturns ? text.replaceAll('\n', '\r\n') : text);
  }

  private choose(count: number): number {
    const { choices } = this.style;
    return choices[this.next++ % choices.length] % count;
  }

  private node(value: Written): Node {
    const id = JSON.stringify(value);
    const known = this.anchors.get(id);
    if (known !== undefined && this.choose(2) === 0) return new Alias(known);
    const node = this.fresh(value);
    if (known === undefined && this.choose(20) === 0) {
      node.anchor = `a${this.anchors.size}`;
      this.anchors.set(id, node.anchor);
    }
    if (isCollection(node)) node.flow = this.choose(4) === 0;
    else if (this.choose(20) === 0) node.comment = ' note';
    return node;
  }

  private fresh(value: Written): Scalar | YAMLMap | YAMLSeq {
    if (value instanceof Plain) return scalar(value.text, 'PLAIN');
    if (typeof value === 'string') {
      const style = TEXT_STYLES[this.choose(TEXT_STYLES.length)];
      return scalar(value, value.search(NEEDS_ESCAPE) < 0 ? style : 'QUOTE_DOUBLE');
    }
    if (Array.isArray(value)) {
      const list = new YAMLSeq();
      list.items = value.map((item) => this.node(item as Written));
      return list;
    }
    if (!isObject(value)) return scalar(JSON.stringify(value), 'PLAIN');
    const map = new YAMLMap();
    map.items = Object.entries(value as WrittenMap).map(([key, item]) => new Pair(this.key(key), this.node(item)));
    return map;
  }

  private key(key: string): Scalar {
    const isPlain = PLAIN_KEY.test(key) && this.choose(3) > 0;
    return scalar(key, isPlain ? 'PLAIN' : 'QUOTE_DOUBLE');
  }
}

function scalar(value: string, type: Scalar['type']): Scalar {
  const node = new Scalar(value);
  node.type = type;
  return node;
}
