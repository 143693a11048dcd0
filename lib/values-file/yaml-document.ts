import type { Document, ParsedNode } from 'yaml';

export type YamlDocument = Document.Parsed<ParsedNode>;

/** What keeps a text from being read, or lets Helm read it in another way, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}
