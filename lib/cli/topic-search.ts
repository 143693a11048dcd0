import { topicAt, topics } from './topics';
import type { Topic } from './topics';

/** Keys in whose path or description all words stand, those first whose path has them all. */
export function topicsAbout(text: string): Topic[] {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const all = topics().flatMap((path) => described(path));
  const hasAll = (where: string): boolean => words.every((word) => where.toLowerCase().includes(word));
  const byPath = all.filter(({ path }) => hasAll(path.join('.')));
  const byText = all.filter(({ path, schema }) => hasAll(`${path.join('.')} ${String(schema.description ?? '')}`));
  return [...new Set([...byPath, ...byText])];
}

function described(path: string): Topic[] {
  const topic = topicAt(path);
  return topic && !('unknown' in topic) ? [topic] : [];
}
