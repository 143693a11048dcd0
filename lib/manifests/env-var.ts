/** An entry of a container's `env`. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: SecretKeyRef };
}

export interface SecretKeyRef {
  readonly name: string;
  readonly key: string;
}

/**
 * A variable, or none where the value is empty: the program refuses empty settings. Kubernetes would expand `$(NAME)` and
 * shorten `$$`; a doubled `$` reaches the program as one.
 */
export function plain(name: string, value: string | number | undefined | null): EnvVar[] {
  if (value === undefined || value === null || value === '') return [];
  return [{ name, value: String(value).replaceAll('$', '$$$$') }];
}

export function fromSecret(name: string, secretKeyRef: SecretKeyRef | undefined): EnvVar[] {
  return secretKeyRef ? [{ name, valueFrom: { secretKeyRef } }] : [];
}

/** `additions` at the end; those that exist are replaced where they stand, so that no name comes twice. */
export function mergeEnv<T extends { readonly name: string }>(env: readonly T[], additions: readonly T[]): T[] {
  const merged = new Map(env.map((variable) => [variable.name, variable]));
  for (const variable of additions) merged.set(variable.name, variable);
  return [...merged.values()];
}
