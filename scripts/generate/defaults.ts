import type { Json, JsonObject } from '../../lib/json/json';
import type { Section, ValueNode } from '../../lib/values/nodes';

/** The value that a key has in values.yaml; undefined for a section that is absent unless the user writes it. */
export function defaultOf(node: ValueNode): Json | undefined {
  if (node.kind !== 'section') return node.isLayered ? undefined : node.default;
  return node.default === null ? undefined : defaultsOf(node);
}

export function defaultsOf(node: ValueNode & { kind: 'section' }): JsonObject {
  const entries = Object.entries(node.children).map(([key, child]) => [key, defaultOf(child)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

/** Defaults that values.yaml does not hold, since `defaults` stands between them and the user's values. Null where there is none. */
export function layeredDefaults(node: ValueNode & { kind: 'section' }): JsonObject {
  const entries = Object.entries(node.children).flatMap(([key, child]): [string, Json][] => {
    if (child.kind !== 'section') return child.isLayered ? [[key, child.default]] : [];
    const below = layeredDefaults(child);
    return Object.keys(below).length > 0 ? [[key, below]] : [];
  });
  return Object.fromEntries(entries);
}

/** The part of values.yaml that is there again where null took it away: all but what objects can do without. */
export function lastingDefaults(node: Section): JsonObject {
  const entries = Object.entries(node.children).flatMap(([key, child]): [string, Json][] => {
    const value = child.optional ? undefined : defaultOf(child);
    if (value === undefined) return [];
    return [[key, child.kind === 'section' ? lastingDefaults(child) : value]];
  });
  return Object.fromEntries(entries);
}

/** Dotted paths below a block of the settings, and of their sections, that are not in values.yaml and that objects cannot do without. */
export function lastingSettings(node: Section, path = ''): string[] {
  return Object.entries(node.children).flatMap(([key, child]) => {
    const place = path ? `${path}.${key}` : key;
    if (child.optional) return [];
    const below = child.kind === 'section' ? lastingSettings(child, place) : [];
    return below.length > 0 || (child.kind !== 'section' && child.isLayered) ? [place, ...below] : [];
  });
}
