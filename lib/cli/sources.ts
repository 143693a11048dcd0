import type { ValuesSource } from '../values-file';
import { readText } from '../values-file/source-text';
import type { SourceText } from '../values-file/source-text';
import type { SetKind } from '../values-file/set-value';
import { UsageError } from './command';
import type { Input } from './command';

/** Helm's order: files, then --set-json, --set, --set-string, --set-file, --set-literal. */
export function sourcesOf(input: Input, files: readonly ValuesSource[] = []): ValuesSource[] {
  const expressions = (kind: SetKind): ValuesSource[] => input.texts(kind).map((expression) => ({ kind, expression }));
  return [
    ...valuesFiles(input).map(fileSource),
    ...files,
    ...expressions('set-json'),
    ...expressions('set'),
    ...expressions('set-string'),
    ...expressions('set-file'),
    ...expressions('set-literal'),
  ];
}

/** A name in quotes may have commas. */
const NAME = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g;

/**
 * The files of -f, which Helm reads as lines of comma-separated values.
 *
 * @throws UsageError for one that is empty, as from an unset variable, or whose quotes are not closed
 */
export function valuesFiles(input: Input): string[] {
  return input.texts('values').flatMap((list) => {
    const names = [...list.matchAll(NAME)];
    if (names.map(([text]) => text).join('') !== list)
      throw new UsageError(`-f ${list}: quotes stand around the whole name of a file that has a comma in it`);
    const files = names.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
    if (files.includes('')) throw new UsageError(`-f "${list}" names no file where one is expected`);
    return files;
  });
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
