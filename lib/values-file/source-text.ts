import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What keeps a source from being read at all. */
export interface Problem {
  readonly rule: string;
  readonly message: string;
  readonly line?: number;
}

export type SourceText = { readonly text: string } | { readonly problem: Problem };

const REMEDY_ENCODING = 'save it as UTF-8';

/** As Helm has it. */
const STANDARD_INPUT = '-';

export function readText(file: string): SourceText {
  try {
    if (file !== STANDARD_INPUT && statSync(file).isDirectory()) {
      return problem('not-a-file', 'this is a directory; give the path of a YAML file');
    }
    return decode(readBytes(file));
  } catch (error) {
    return readFailure(error as NodeJS.ErrnoException, file);
  }
}

/** The content of a file that need not be values. Bytes that are no text become U+FFFD, as in Helm. */
export function readContent(file: string): SourceText {
  try {
    const bytes = readBytes(file);
    if (bytes.length > MOST_BYTES) return problem('too-large', 'it is larger than 64 MiB');
    return { text: bytes.toString('utf8') };
  } catch (error) {
    return readFailure(error as NodeJS.ErrnoException, file);
  }
}

/** A larger file is none that somebody has written, and an endless device has no end to wait for. */
const MOST_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/** The content of a file, or its beginning where it is too large. */
function readBytes(file: string): Buffer {
  const descriptor = file === STANDARD_INPUT ? 0 : openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= MOST_BYTES;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(descriptor, chunk);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      total += length;
    }
    return Buffer.concat(chunks);
  } finally {
    if (file !== STANDARD_INPUT) closeSync(descriptor);
  }
}

/** Text that did not come from a file still may hold what Helm's reader refuses. */
export function checkText(text: string): SourceText {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const offset = clean.search(FORBIDDEN);
  if (offset < 0) return { text: clean.replace(/\x85|\r(?!\n)/g, '\n') };
  const code = `U+${clean.codePointAt(offset)!.toString(16).toUpperCase().padStart(4, '0')}`;
  const line = clean.slice(0, offset).split(/\r\n|[\n\r\x85]/).length;
  const message = `the character ${code} is not allowed in a values file; delete it or write it as an escape in double quotes`;
  return problem('encoding', message, line);
}

// What go-yaml's reader refuses, and U+2028/U+2029, which it takes for line breaks and YAML 1.2 does not.

const FORBIDDEN = /[^\t\n\r -~\x85\xA0-\u2027\u202A-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Bytes of a file as text. */
export function decode(content: Uint8Array): SourceText {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length > MOST_BYTES) {
    return problem('too-large', 'the file is larger than 64 MiB; check that it is a values file');
  }
  const wide = wideEncoding(bytes);
  if (wide) return problem('encoding', `the file is ${wide}; ${REMEDY_ENCODING}`);
  if (bytes.includes(0)) return problem('encoding', 'the file is binary, not text; give the path of a YAML file');
  try {
    return checkText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return problem('encoding', `the file is not valid UTF-8; ${REMEDY_ENCODING}`, firstBadLine(bytes));
  }
}

function wideEncoding(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === 'fffe0000' || start === '0000feff') return 'UTF-32';
  if (start.startsWith('fffe') || start.startsWith('feff')) return 'UTF-16';
  if (/^(00[^0].|..00)/.test(start) && !start.startsWith('0000')) return 'UTF-16';
  return undefined;
}

function firstBadLine(bytes: Buffer): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(10, start);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}

const REASONS: { readonly [code: string]: readonly [reason: string, remedy: string] } = {
  EACCES: ['permission denied', 'check its permissions'],
  EPERM: ['permission denied', 'check its permissions'],
  EISDIR: ['it is a directory', 'give the path of a file'],
  ELOOP: ['its symbolic links lead in a circle', 'let the link point at the file'],
  ENAMETOOLONG: ['the name is too long', 'check the path'],
};

const PATTERN = /[*?]|\[.*\]/;

function readFailure(error: NodeJS.ErrnoException, file: string): SourceText {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    const remedy = PATTERN.test(file)
      ? 'a pattern is left to the shell, which finds nothing or does not see it in quotes: name the files'
      : 'check the path, which is relative to the working directory';
    return problem('file-not-found', `there is no such file; ${remedy}`);
  }
  const [reason, remedy] = REASONS[error.code ?? ''] ?? [error.code ?? 'unknown error', 'check the file'];
  return problem('unreadable', `the file cannot be read (${reason}); ${remedy}`);
}

function problem(rule: string, message: string, line?: number): SourceText {
  return { problem: line === undefined ? { rule, message } : { rule, message, line } };
}
