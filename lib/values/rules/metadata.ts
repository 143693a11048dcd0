import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { JOB_LABEL_MAPS, JOB_LABELS, OWN_ANNOTATIONS, OWN_LABELS } from '../../plan/own-metadata';
import { ANNOTATION_MAPS, LABEL_MAPS } from '../generated/metadata-maps';
import { placeOfAll } from './rule';
import type { Place, Rule } from './rule';

/** Labels and annotations that would take the place of ours. */
export const metadata: readonly Rule[] = [
  {
    id: 'own-label',
    sentence: 'has labels that the chart sets itself, by which pods and objects are found: remove them',
    broken: (values) => taken(values, LABEL_MAPS, OWN_LABELS),
  },
  {
    id: 'job-label',
    sentence: 'has labels that Kubernetes itself gives the pod of the tenant Job, and refuses here: remove them',
    broken: (values) => taken(values, JOB_LABEL_MAPS, JOB_LABELS),
  },
  {
    id: 'own-annotation',
    sentence:
      'has annotations that the chart sets itself: checksum/config restarts pods whose configuration changed, and a hook of Helm is no part of the release (of the Job seed.useHelmHooks makes one); remove them',
    broken: (values) => taken(values, ANNOTATION_MAPS, OWN_ANNOTATIONS),
  },
];

function taken(values: JsonObject, maps: readonly string[], ours: readonly string[]): Place[] {
  return maps.flatMap((path) => {
    const map = getAt(values, splitPath(path));
    const names = isObject(map) ? ours.filter((name) => Object.hasOwn(map, name)) : [];
    return names.length > 0 ? [placeOfAll(path, names)] : [];
  });
}
