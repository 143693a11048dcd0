import type { ValuesSource } from '../private/values-file';
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

export const fileSource = (file: string): ValuesSource => ({ kind: 'file', file });
