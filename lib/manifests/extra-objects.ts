import type { Json, JsonObject } from '../json/json';
import { isObject } from '../json/json';
import { CLUSTER_KINDS } from '../plan/own-objects';
import { given } from './manifests';

/** A manifest of the user's by its key in `extraObjects`. */
export interface ExtraObject {
  readonly key: string;
  readonly manifest: JsonObject;
}

/** The manifests of `extraObjects`, which is a list or a map. */
export function extraObjects(value: Json | undefined): ExtraObject[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.flatMap(([key, manifest]) => (isObject(manifest) ? [{ key, manifest }] : []));
}

/** Whether objects of a kind are in no namespace. */
export const isClusterKind = (kind: string): boolean => kind.startsWith('Cluster') || CLUSTER_KINDS.includes(kind);

/** What a manifest gets of ours: labels and annotations under its own. */
export function withOurs({ metadata, ...rest }: JsonObject, labels: object, annotations: object): JsonObject {
  const own = metadata as JsonObject;
  return {
    ...rest,
    metadata: {
      ...own,
      labels: { ...labels, ...(own.labels as JsonObject) },
      ...given('annotations', { ...annotations, ...(own.annotations as JsonObject) }),
    },
  };
}
