import type { Json, JsonObject } from '../../lib/json/json';
import type { ValueNode } from '../../lib/values/nodes';

/** The value that a key has in values.yaml; undefined for a section that is absent unless the user writes it. */
export function defaultOf(node: ValueNode): Json | undefined {
  if (node.kind !== 'section') return node.default;
  return node.default === null ? undefined : defaultsOf(node);
}

export function defaultsOf(node: ValueNode & { kind: 'section' }): JsonObject {
  const entries = Object.entries(node.children).map(([key, child]) => [key, defaultOf(child)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}
