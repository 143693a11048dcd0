import { groupBy } from '../../json/group-by';
import type { FieldChange, ObjectChange, ObjectChanges, ObjectName } from './compare';

/** One change, and every object in which it is the same. */
export interface Fact {
  readonly field: FieldChange;
  readonly objects: readonly ObjectName[];
}

interface Occurrence {
  readonly field: FieldChange;
  readonly object: ObjectName;
}

/** Equal changes are one fact: a variable that all containers have, or a tag that images of several repositories have. */
export function factsOf({ changed }: ObjectChanges): Fact[] {
  const all = changed.flatMap((object) => object.fields.map((field): Occurrence => ({ field, object })));
  const groups = groupBy(all, ({ field }) => keyOf(field));
  return [...groups.values()].map((group) => ({
    field: common(group.map(({ field }) => field)),
    objects: [...new Set(group.map(({ object }) => object))],
  }));
}

const CONTAINER = /^(spec\.(?:template\.spec\.)?)(containers|initContainers)\[([^\]]*)\]/;

const keyOf = (field: FieldChange): string => {
  const { path, change, old, new: now, from } = withoutRepository(field);
  return JSON.stringify([path.replace(CONTAINER, '$1[]'), change, old, now, from]);
};

function common(fields: readonly FieldChange[]): FieldChange {
  const texts = new Set(fields.map(({ old, new: now }) => JSON.stringify([old, now])));
  return { ...(texts.size > 1 ? withoutRepository(fields[0]) : fields[0]), path: commonPath(fields) };
}

/** `spec.template.spec.{containers,initContainers}[*].image` for containers of several names and lists. */
function commonPath(fields: readonly FieldChange[]): string {
  const paths = [...new Set(fields.map(({ path }) => path))];
  if (paths.length === 1) return paths[0];
  const parts = (group: number): string[] => [...new Set(paths.map((path) => CONTAINER.exec(path)![group]))];
  const [lists, names] = [parts(2).sort(), parts(3)];
  const list = lists.length > 1 ? `{${lists.join(',')}}` : lists[0];
  return paths[0].replace(CONTAINER, (_, before: string) => `${before}${list}[${names.length > 1 ? '*' : names[0]}]`);
}

/** `"…:1.1.0" -> "mirror.example/…:1.1.1"`: an image less the part of its repository that stays. */
function withoutRepository(field: FieldChange): FieldChange {
  const { path, old, new: now } = field;
  if (!path.endsWith('].image') || old === undefined || now === undefined) return field;
  const [before, after] = [old, now].map(repository);
  const stays = [before, after].sort((a, b) => a.length - b.length)[0];
  if (!stays || ![before, after].every((name) => name === stays || name.endsWith(`/${stays}`))) return field;
  return { ...field, old: old.replace(stays, '…'), new: now.replace(stays, '…') };
}

/** Of an image as JSON: without tag and digest. */
const repository = (image: string): string => /^"([^"@]*?)(:[^":/@]*)?(@[^"]*)?"$/.exec(image)?.[1] ?? '';

/** `Deployment prod/api-private, prod/api-public; Service prod/api-private`. */
export function titles(objects: readonly ObjectName[]): string {
  const nameOf = ({ name, namespace }: ObjectName): string => `${namespace ? `${namespace}/` : ''}${name}`;
  const kinds = groupBy(objects, ({ kind }) => kind);
  return [...kinds].map(([kind, those]) => `${kind} ${those.map(nameOf).join(', ')}`).join('; ');
}

/** ` from defaults.tolerations`; empty where no such key is known. */
export const origin = ({ from }: { readonly from?: readonly string[] }): string =>
  from ? ` from ${from.join(' and ')}` : '';

export const NOTHING_ROLLS = 'no pods roll';

/** What happens beyond the changes, and the objects to which it happens. */
export function consequences({ changed }: ObjectChanges): [string, ObjectChange[]][] {
  const groups = groupBy(changed, ({ rollsPods, immutableFields }) => {
    const replaced = immutableFields.length > 0 ? `replaces immutable field ${immutableFields.join(', ')}` : '';
    return [rollsPods ? 'pods roll' : NOTHING_ROLLS, replaced].filter(Boolean).join('; ');
  });
  return [...groups];
}
