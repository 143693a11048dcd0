import type { JsonObject } from '../json/json';
import { textAt } from '../json/tree';
import type { CredentialId } from '../plan/credentials';
import { ask } from '../plan/term';
import { VARIABLES } from '../plan/variables';
import type { Fact, Source } from '../plan/variables';
import { fromSecret, plain } from './env-var';
import type { EnvVar, SecretKeyRef } from './env-var';

/** What the variables of a container are made from. */
export interface EnvironmentSource {
  readonly values: JsonObject;
  readonly facts: { readonly [fact in Fact]?: string };
  readonly credential: (id: CredentialId) => SecretKeyRef | undefined;
}

/** The variables of the container whose settings are at a path and are `block`. */
export function environment(path: string, block: JsonObject, from: EnvironmentSource): EnvVar[] {
  const textOf = (at: string): string => (at.startsWith('.') ? textAt(block, at.slice(1)) : textAt(from.values, at));
  const valueOf = (source: Exclude<Source, { credential: CredentialId }>): string => {
    if ('path' in source) return textOf(source.path);
    if ('join' in source) return source.join.map(textOf).join('');
    if ('isYes' in source) return textOf(source.isYes) && String(textOf(source.isYes) === 'yes');
    return 'text' in source ? source.text : (from.facts[source.fact] ?? '');
  };
  return VARIABLES[path]
    .filter(({ where }) => where === undefined || ask(where, block, from.values))
    .flatMap(({ name, source }) =>
      'credential' in source ? fromSecret(name, from.credential(source.credential)) : plain(name, valueOf(source)),
    );
}
