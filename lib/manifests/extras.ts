import type { Construct } from 'constructs';
import type { Json, JsonObject } from '../json/json';
import { getAt, setAt, splitPath } from '../json/tree';
import { INIT_CONTAINER } from '../plan/components';
import type { PlannedComponent } from '../plan/components';
import { propsToJson } from '../values/props';
import { partValues } from './part';

/** What tells the items of a list of a pod apart. */
const KEYS = {
  extraContainers: 'name',
  extraInitContainers: 'name',
  extraVolumes: 'name',
  extraVolumeMounts: 'mountPath',
} as const;
type List = keyof typeof KEYS;

/** Rules that need what else was added, and will be. */
const OF_ALL_ITEMS = ['volume-missing', 'duplicate-item'];

/** What an app adds to the pods of a component after its making. */
export class Extras {
  private readonly lists = new Map<List, JsonObject[]>();

  public constructor(
    private readonly owner: Construct,
    private readonly plan: PlannedComponent,
    private readonly settings: JsonObject,
  ) {}

  /** @throws an Error if the item is refused or there is one of that name */
  public add(list: List, item: object): void {
    const key = KEYS[list];
    const checked = this.checked(list, item);
    const others = [...this.ours(list), ...this.itemsOf(list)];
    if (others.some((other) => other[key] === checked[key]))
      throw new Error(`${this.owner.node.path}: ${list} has an item with the ${key} ${String(checked[key])} already`);
    this.lists.set(list, [...(this.lists.get(list) ?? []), checked]);
  }

  /** The settings with all that was added. */
  public addTo<T>(settings: T): T {
    const added = [...this.lists.keys()].map((list) => [list, this.itemsOf(list)]);
    return { ...settings, ...(Object.fromEntries(added) as Partial<T>) };
  }

  /** @throws an Error if the variable is refused, as one of extraEnv */
  public assertVariable(variable: object): void {
    this.checked('extraEnv', variable);
  }

  private checked(list: List | 'extraEnv', item: object): JsonObject {
    const path = [...splitPath(this.plan.path), list];
    const values: JsonObject = {};
    setAt(values, path, [item as Json]);
    const given = propsToJson(values);
    const resolved = partValues(this.owner, given, { within: [path.join('.')], without: OF_ALL_ITEMS });
    const [checked] = getAt(resolved, path) as JsonObject[];
    return checked;
  }

  private itemsOf(list: List): JsonObject[] {
    return [...((this.settings[list] ?? []) as JsonObject[]), ...(this.lists.get(list) ?? [])];
  }

  /** What the component itself has in the list, as far as it must differ. */
  private ours(list: List): JsonObject[] {
    switch (list) {
      case 'extraVolumes':
        return this.plan.mounts.map(({ volume }) => ({ name: volume }));
      case 'extraVolumeMounts':
        return this.plan.mounts.map(({ mountPath }) => ({ mountPath }));
      default:
        return [{ name: this.plan.name }, { name: INIT_CONTAINER }];
    }
  }
}
