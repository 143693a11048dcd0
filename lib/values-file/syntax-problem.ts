import { isCollection, isScalar, type LineCounter, visit, type YAMLError } from 'yaml';
import { syntaxMessage } from './syntax-message';
import type { SyntaxProblem, YamlDocument } from './yaml-document';

/** What an error of the parser means to the one who wrote the file. The parser tells where it noticed, which may be far from the mistake. */
export function syntaxProblem(
  error: YAMLError,
  document: YamlDocument,
  text: string,
  lines: LineCounter,
): SyntaxProblem {
  const [offset] = error.pos;
  const opening =
    /closing ['"]quote|must end with a|end with a [\]}]/.test(error.message) && openingMark(document, offset);
  if (opening !== false && opening !== undefined) return unclosed(text, opening);
  return (
    (error.message.startsWith('All mapping items') ? misaligned(text, offset, lines) : undefined) ??
    runTogether(error, document, text, lines) ?? { message: syntaxMessage(error.code, error.message), offset }
  );
}

/** Where the innermost quote or bracket begins that the error finds open. */
function openingMark(document: YamlDocument, offset: number): number | undefined {
  let opening: number | undefined;
  visit(document, (_key, node) => {
    const isQuoted = isScalar(node) && node.type?.startsWith('QUOTE');
    if (!isQuoted && !(isCollection(node) && node.flow)) return;
    const [start, , end] = node.range!;
    if (start < offset && offset <= end) opening = start;
  });
  return opening;
}

function unclosed(text: string, offset: number): SyntaxProblem {
  const mark = text[offset];
  const message = `the ${'"\''.includes(mark) ? 'quote' : 'bracket'} ${mark} that opens here is not closed; add the one that closes it`;
  return { message, offset };
}

/** A key whose indentation lies between those of the lines before. */
function misaligned(text: string, offset: number, lines: LineCounter): SyntaxProblem {
  const key = offset + text.slice(offset).search(/\S/);
  const { line, col } = lines.linePos(key);
  const above = text.split(/\r?\n/, line - 1);
  const widths = above.map((content) => (/^\s*(#|$)/.test(content) ? undefined : content.search(/\S/)));
  const outer = widths.map((width) => width !== undefined && width < col).lastIndexOf(true);
  const inner = widths.findIndex((width, index) => index > outer && width !== undefined);
  const candidates = [inner, outer].filter((index) => index >= 0).map((index) => `line ${index + 1}`);
  return {
    message: `the indentation is that of no line before; align it with ${candidates.join(' or ')}`,
    offset: key,
  };
}

/** Two keys that the parser takes for one, since what is between them is missing. */
function runTogether(
  { code, pos }: YAMLError,
  { errors }: YamlDocument,
  text: string,
  lines: LineCounter,
): SyntaxProblem | undefined {
  const together = errors.filter((error) => error.pos[0] === pos[0]);
  const has = (...codes: string[]): boolean => together.some((error) => codes.includes(error.code));
  const source = text.slice(pos[0], Math.max(...together.map((error) => error.pos[1])));
  const [offset] = pos;
  if (has('BLOCK_IN_FLOW')) return { message: inBrackets(source), offset };
  if (!has('BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY')) return undefined;
  if (/^[\w-]+:[^\s:]/.test(source)) {
    return { message: 'no space stands after a colon, so that this is no key; write a space after the colon', offset };
  }
  if (!source.includes('\n')) {
    return code === 'BLOCK_AS_IMPLICIT_KEY' && /^[^\s"'&*!{[|>-]/.test(source)
      ? {
          message: 'an unquoted value cannot hold ": "; quote the value, or write the key on a line of its own',
          offset,
        }
      : undefined;
  }
  return has('BLOCK_AS_IMPLICIT_KEY') ? indented(source, text, offset, lines) : undefined;
}

/** A key below a value that is whole already. */
function indented(source: string, text: string, offset: number, lines: LineCounter): SyntaxProblem {
  const { line } = lines.linePos(offset);
  const next = offset + source.search(/\n\s*\S+$/);
  return {
    message: `this key is indented more than line ${line}, which has a value already; align it with line ${line}`,
    offset: next + text.slice(next).search(/\S/),
  };
}

/** A line end or a quoted key after a value tells that one item ends there. */
function inBrackets(source: string): string {
  return /^[^,\n]*\n|^\S+[ \t]+["']/.test(source)
    ? 'a comma is missing after the value that begins here; add it'
    : 'a value in {} or [] cannot hold ": " without quotes; quote the value, or add the comma that is missing before the key';
}
