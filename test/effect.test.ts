import { splitPath } from '../lib/json/tree';
import { DEPRECATED_KEYS } from '../lib/plan/deprecations';
import { VALUES } from '../lib/values/source';
import { nodeAt } from '../scripts/generate/schema';
import { BASES, changed, leavesOf, outcomeOf } from './support/changes';
import type { Leaf, Outcome } from './support/changes';
import { EVERYTHING, merge, secretsGiven } from './support/objects';
import { validateObject } from './support/schema';

/** Every key of the values tree has an effect: a change of it alone changes an object or a warning. */

const unchanged = Object.entries(BASES).map(([name, values]) => ({ name, values, outcome: outcomeOf(values) }));

function hasEffect(leaf: Leaf): boolean {
  return unchanged.some(({ values, outcome }) => {
    const after = outcomeOf(changed(values, leaf));
    if (after.errors.length > 0) return false;
    const isChanged = JSON.stringify(after.objects) !== JSON.stringify(outcome.objects);
    if (isChanged) expectValid(after, outcome);
    return isChanged || after.warnings !== outcome.warnings;
  });
}

/** Objects that a change touched are still what Kubernetes accepts. */
function expectValid(after: Outcome, before: Outcome): void {
  for (const object of after.manifests as { kind: string; metadata: { name: string } }[]) {
    const name = `${object.kind} ${object.metadata.name}`;
    if (after.objects[name] !== before.objects[name])
      expect({ name, problems: validateObject(object) }).toEqual({ name, problems: [] });
  }
}

describe('the sets of values from which each key is changed', () => {
  test.each(unchanged.map(({ name, outcome }) => [name, outcome] as const))(
    '%s: valid, and every object is what Kubernetes accepts',
    (_, outcome) => {
      expect(outcome.errors).toEqual([]);
      for (const object of outcome.manifests) expect(validateObject(object)).toEqual([]);
    },
  );
});

const LEAVES = leavesOf(VALUES);

test('the tree is whole', () => {
  expect(LEAVES.length).toBeGreaterThan(600);
});

describe.each(Object.keys(VALUES.children))('every key of %s has an effect', (section) => {
  test.each(LEAVES.filter(({ path }) => splitPath(path)[0] === section).map((leaf) => [leaf.path, leaf] as const))(
    '%s',
    (_, leaf) => {
      expect(hasEffect(leaf)).toBe(true);
    },
  );
});

describe('deprecated keys', () => {
  test.each(DEPRECATED_KEYS.map((key) => [key.path, key] as const))(
    '%s is accepted, moved or without effect, and warned of',
    (path, { movedTo }) => {
      const target = movedTo ? nodeAt(movedTo) : undefined;
      const value = target ? leavesOf(target, '')[0].value : 'x';
      const base = merge(
        EVERYTHING,
        movedTo?.startsWith('secrets.') ? { secrets: { installation: null } } : secretsGiven,
      );
      const before = outcomeOf(base);
      const after = outcomeOf(changed(base, { path, value }));
      expect(after.errors).toEqual([]);
      expect(after.warnings).toContain(JSON.stringify(splitPath(path)));
      if (!movedTo) expect(after.objects).toEqual(before.objects);
      else expect(after.objects).toEqual(outcomeOf(changed(base, { path: movedTo, value })).objects);
    },
  );
});
