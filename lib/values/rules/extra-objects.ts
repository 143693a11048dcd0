import type { JsonObject } from '../../json/json';
import { textAt } from '../../json/tree';
import { extraObjects } from '../../manifests/extra-objects';
import type { ExtraObject } from '../../manifests/extra-objects';
import { OWN_OBJECTS } from '../../plan/own-objects';
import { objectName } from './rule';
import type { Rule } from './rule';

/** Manifests of the user's beside ours. */
export const extras: readonly Rule[] = [
  {
    id: 'extra-object-ours',
    sentence: 'has the kind and name of an object that this chart makes: choose another name',
    broken: (values) => placesOf(values, (object) => isOurs(values, object)),
  },
  {
    id: 'extra-object-twice',
    sentence: 'has kind, namespace and name of another extra object: remove one of them',
    broken: (values) => {
      const seen = new Set<string>();
      return placesOf(values, ({ manifest }) => {
        const id = `${textAt(manifest, 'kind')} ${textAt(manifest, 'metadata.namespace')}/${textAt(manifest, 'metadata.name')}`;
        const isNew = !seen.has(id);
        seen.add(id);
        return !isNew;
      });
    },
  },
];

const placesOf = (values: JsonObject, isBroken: (object: ExtraObject) => boolean): string[] =>
  extraObjects(values.extraObjects)
    .filter(isBroken)
    .map(({ key }) => `extraObjects.${key}`);

function isOurs(values: JsonObject, { manifest }: ExtraObject): boolean {
  const kind = textAt(manifest, 'kind');
  const known = Object.hasOwn(OWN_OBJECTS, kind) ? OWN_OBJECTS[kind] : [];
  const name = textAt(manifest, 'metadata.name');
  return known.some((pattern) => new RegExp(`^${objectName(values, `(${pattern})`)}$`).test(name));
}
