import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { COMPONENTS } from '../../plan/components';
import { listAt } from './rule';
import type { Rule } from './rule';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Where the selectors of a component's pods are. */
const selectorsOf = (values: JsonObject, path: string): string[] => [
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    ...listAt(values, `${path}.affinity.${kind}.${REQUIRED}`).map(
      (_, index) => `${path}.affinity.${kind}.${REQUIRED}.${index}`,
    ),
    ...listAt(values, `${path}.affinity.${kind}.${PREFERRED}`).map(
      (_, index) => `${path}.affinity.${kind}.${PREFERRED}.${index}.podAffinityTerm`,
    ),
  ]),
  ...listAt(values, `${path}.topologySpreadConstraints`).map(
    (_, index) => `${path}.topologySpreadConstraints.${index}`,
  ),
];

/** How affinities and spreads find pods. */
export const scheduling: readonly Rule[] = [
  {
    id: 'match-label-keys',
    sentence: 'names a label that the selector or the other list of keys has already: remove it here or there',
    broken: (values) =>
      COMPONENTS.flatMap(({ path }) =>
        selectorsOf(values, path)
          .filter((place) => asksTwice(getAt(values, splitPath(place))))
          .map((place) => `${place}.matchLabelKeys`),
      ),
  },
];

function asksTwice(selector: Json | undefined): boolean {
  const matched = getAt(selector, ['labelSelector', 'matchLabels']);
  const others = [
    ...Object.keys((matched ?? {}) as JsonObject),
    ...listAt(selector, 'labelSelector.matchExpressions').map((expression) => getAt(expression, ['key'])),
    ...listAt(selector, 'mismatchLabelKeys'),
  ];
  return listAt(selector, 'matchLabelKeys').some((key) => others.includes(key));
}
