import { readFileSync } from 'node:fs';

/** A code block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Line of the document on which its text begins. */
  readonly line: number;
  /** Why no test runs it, as the comment before it says. @default - a test runs it */
  readonly notRun?: string;
}

const BLOCK = /(?:<!-- not run by the tests: (.+) -->\n+)?^```([\w-]*)\n([^]*?)^```$/gm;

export function blocksOf(file: string): Block[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(BLOCK)].map((match) => ({
    language: match[2],
    text: match[3],
    line: text.slice(0, match.index + match[0].indexOf('```')).split('\n').length + 1,
    notRun: match[1],
  }));
}
