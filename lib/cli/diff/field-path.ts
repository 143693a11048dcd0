/** A place in an object: keys of maps, indices of lists, or the names of their items. */
export type FieldPath = readonly (string | number | { readonly item: string })[];

/** `spec.template.spec.containers[api].env[MULTI_TENANT].value`. */
export function formatFieldPath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (typeof part === 'object') return `[${part.item}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
