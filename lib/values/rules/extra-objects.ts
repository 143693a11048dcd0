import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { extraObjects } from '../../manifests/extra-objects';
import type { ExtraObject } from '../../manifests/extra-objects';
import { COMPONENTS } from '../../plan/components';
import { SEED } from '../../plan/seed';
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
  {
    id: 'extra-object-selected',
    sentence:
      'makes pods with the labels by which the Services and Deployments of this chart find theirs: give them another app.kubernetes.io/component',
    broken: (values) => placesOf(values, ({ manifest }) => isSelected(values, manifest)),
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

const TEMPLATES = ['spec.template.metadata.labels', 'spec.jobTemplate.spec.template.metadata.labels'];
const COMPONENT_NAMES = [...COMPONENTS.map(({ name }) => name), SEED.name, SEED.checkName];

/** Whether the pods of a manifest are called like those of a component. A Pod gets our name where it gives none. */
function isSelected(values: JsonObject, manifest: JsonObject): boolean {
  const ours = textAt(values, 'nameOverride') || 'tracardi';
  const own =
    textAt(manifest, 'kind') === 'Pod' ? [{ [NAME]: ours, ...asMap(getAt(manifest, ['metadata', 'labels'])) }] : [];
  const labels: JsonObject[] = [...own, ...TEMPLATES.map((path) => asMap(getAt(manifest, splitPath(path))))];
  return labels.some((map) => map[NAME] === ours && COMPONENT_NAMES.includes(String(map[COMPONENT])));
}

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const asMap = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
