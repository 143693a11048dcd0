import type { ValuesSource } from '../values-file';
import { readText } from '../values-file/source-text';
import type { SourceText } from '../values-file/source-text';
import type { Input } from './command';

/** Helm's order: files, then --set-json, --set, --set-string. */
export function sourcesOf(input: Input, files: readonly ValuesSource[] = []): ValuesSource[] {
  const expressions = (kind: 'set' | 'set-string' | 'set-json'): ValuesSource[] =>
    input.texts(kind).map((expression) => ({ kind, expression }));
  return [
    ...input.texts('values').map(fileSource),
    ...files,
    ...expressions('set-json'),
    ...expressions('set'),
    ...expressions('set-string'),
  ];
}

const contents = new Map<string, SourceText>();

/** A file, read once a run: standard input and pipes have nothing to give a second time. */
export function fileSource(file: string): ValuesSource {
  let content = contents.get(file);
  if (!content) contents.set(file, (content = readText(file)));
  return { kind: 'read', name: file, content };
}

/** The text of a file that was read; undefined where there is none. */
export function textOf(file: string): string | undefined {
  const content = contents.get(file);
  return content && 'text' in content ? content.text : undefined;
}
