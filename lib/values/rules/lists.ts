import { canonicalJson } from '../../json/canonical-json';
import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { COMPONENTS, containerName, INIT_CONTAINER } from '../../plan/components';
import type { PlannedComponent } from '../../plan/components';
import { ELASTIC_CA, HAS_ELASTIC_CA } from '../../plan/elastic-ca';
import { ask } from '../../plan/term';
import { readsElasticCa } from '../../plan/variables';
import { extraContainers, listAt, when } from './rule';
import type { Rule } from './rule';

/** A list whose items Kubernetes tells apart by some fields, and what we put into it ourselves. */
interface UniqueList {
  readonly list: string;
  readonly keys: readonly string[];
  readonly ours?: (component: PlannedComponent, values: JsonObject) => string[];
}

const hasElasticCa = ({ path }: PlannedComponent, values: JsonObject): boolean =>
  readsElasticCa(path) && ask(HAS_ELASTIC_CA, values, values);
const ownVolumes = (component: PlannedComponent, values: JsonObject): string[] => [
  ...component.mounts.map(({ volume }) => volume),
  ...when(hasElasticCa(component, values), ELASTIC_CA.volume),
];
const ownMounts = (component: PlannedComponent, values: JsonObject): string[] => [
  ...component.mounts.map(({ mountPath }) => mountPath),
  ...when(hasElasticCa(component, values), ELASTIC_CA.folder),
];
const ownContainers = (component: PlannedComponent): string[] => [containerName(component), INIT_CONTAINER];

const UNIQUE: readonly UniqueList[] = [
  { list: 'extraEnv', keys: ['name'] },
  { list: 'extraVolumes', keys: ['name'], ours: ownVolumes },
  { list: 'extraVolumeMounts', keys: ['mountPath'], ours: ownMounts },
  { list: 'extraContainers', keys: ['name'], ours: ownContainers },
  { list: 'extraInitContainers', keys: ['name'], ours: ownContainers },
  { list: 'hostAliases', keys: ['ip'] },
  { list: 'podSecurityContext.sysctls', keys: ['name'] },
  { list: 'topologySpreadConstraints', keys: ['topologyKey', 'whenUnsatisfiable'] },
];
/** Those of an extra container. */
const UNIQUE_IN_CONTAINER: readonly UniqueList[] = [
  { list: 'env', keys: ['name'] },
  { list: 'ports', keys: ['containerPort', 'protocol'] },
  { list: 'volumeMounts', keys: ['mountPath'] },
  { list: 'resizePolicy', keys: ['resourceName'] },
];
/** What Kubernetes puts where such a field is not given. */
const FIELD_DEFAULTS: { readonly [key: string]: string } = { protocol: 'TCP' };

/** Lists that users add to those of a component. */
export const lists: readonly Rule[] = [
  {
    id: 'duplicate-item',
    sentence:
      'must differ from the other items and from what the component has itself, since Kubernetes refuses two of one name: rename it',
    broken: (values) =>
      COMPONENTS.flatMap((component) => [
        ...UNIQUE.flatMap((unique) => duplicates(values, component.path, unique, unique.ours?.(component, values))),
        ...extraContainers(values, component).flatMap((path) =>
          UNIQUE_IN_CONTAINER.flatMap((unique) => duplicates(values, path, unique)),
        ),
      ]),
  },
  {
    id: 'env-value-twice',
    sentence: 'a variable has a value or valueFrom, not both',
    broken: (values) =>
      COMPONENTS.flatMap((component) =>
        [`${component.path}.extraEnv`, ...extraContainers(values, component).map((path) => `${path}.env`)].flatMap(
          (path) =>
            listAt(values, path).flatMap((item, index) =>
              when(textAt(item, 'value') !== '' && isObject(getAt(item, ['valueFrom'])), `${path}.${index}.valueFrom`),
            ),
        ),
      ),
  },
  {
    id: 'container-twice',
    sentence: 'an init container and a container may not have the same name: rename one of them',
    broken: (values) =>
      COMPONENTS.flatMap(({ path }) => {
        const names = listAt(values, `${path}.extraContainers`).map((item) => textAt(item, 'name'));
        return listAt(values, `${path}.extraInitContainers`).flatMap((item, index) =>
          when(names.includes(textAt(item, 'name')), `${path}.extraInitContainers.${index}.name`),
        );
      }),
  },
  {
    id: 'volume-missing',
    sentence: 'mounts a volume that the component does not have: add it to extraVolumes',
    broken: (values) => COMPONENTS.flatMap((component) => missingVolumes(values, component)),
  },
  {
    id: 'claim-source',
    sentence: 'is not what dataSourceRef beside it names, or that is in another namespace: remove dataSource',
    broken: (values) =>
      COMPONENTS.flatMap(({ path }) =>
        listAt(values, `${path}.extraVolumes`).flatMap((volume, index) =>
          when(hasTwoSources(volume), `${path}.extraVolumes.${index}.${CLAIM}.dataSource`),
        ),
      ),
  },
];

const CLAIM = 'ephemeral.volumeClaimTemplate.spec';

function hasTwoSources(volume: Json): boolean {
  const { dataSource, dataSourceRef } = (getAt(volume, splitPath(CLAIM)) ?? {}) as JsonObject;
  if (!isObject(dataSource) || !isObject(dataSourceRef)) return false;
  const { namespace, ...named } = dataSourceRef;
  return namespace !== undefined || canonicalJson(dataSource) !== canonicalJson(named);
}

function missingVolumes(values: JsonObject, component: PlannedComponent): string[] {
  const extra = listAt(values, `${component.path}.extraVolumes`).map((item) => textAt(item, 'name'));
  const volumes = [...ownVolumes(component, values), ...extra];
  const containers = extraContainers(values, component).flatMap((path) => [
    `${path}.volumeMounts`,
    `${path}.volumeDevices`,
  ]);
  return [`${component.path}.extraVolumeMounts`, ...containers].flatMap((mounts) =>
    listAt(values, mounts).flatMap((item, index) =>
      when(!volumes.includes(textAt(item, 'name')), `${mounts}.${index}.name`),
    ),
  );
}

function duplicates(values: JsonObject, path: string, unique: UniqueList, ours: string[] = []): string[] {
  const seen = new Set(ours);
  return listAt(values, `${path}.${unique.list}`).flatMap((item, index) => {
    const id = unique.keys.map((key) => textAt(item, key) || (FIELD_DEFAULTS[key] ?? '')).join(' ');
    const isNew = !seen.has(id);
    seen.add(id);
    return when(!isNew, `${path}.${unique.list}.${index}.${unique.keys[0]}`);
  });
}
