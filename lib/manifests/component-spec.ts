import type { Construct } from 'constructs';
import type { ComponentProps } from '../component';
import type { JsonObject } from '../json/json';
import { getAt, setAt, splitPath } from '../json/tree';
import { componentAt } from '../plan/components';
import type { PlannedComponent } from '../plan/components';
import type { ImageValues, InitValues, ServiceValues, WorkloadValues } from '../values/generated/resolved';
import { propsToJson } from '../values/props';
import { ROUTING_RULES } from '../values/rules';
import { partValues } from './part';

/** What a component is made from: what is true of it, and its settings with defaults. */
export interface ComponentSpec {
  readonly plan: PlannedComponent;
  readonly settings: WorkloadValues & { readonly service?: ServiceValues };
  readonly image: ImageValues;
  /** Settings of our init container. */
  readonly init?: InitValues;
}

/** Of `props`, which are checked here where the component is no part of a whole installation. */
export function componentSpec(component: Construct, path: string, props: ComponentProps): ComponentSpec {
  const plan = componentAt(path);
  const { platform, _resolved, ...own } = props;
  if (_resolved) return specFrom(plan, _resolved);
  const scope = { within: [plan.path, plan.image, 'init'], without: ROUTING_RULES };
  return specFrom(plan, partValues(component, placed(plan, platform._given, propsToJson(own)), scope));
}

function specFrom(plan: PlannedComponent, values: JsonObject): ComponentSpec {
  const at = (path: string): unknown => getAt(values, splitPath(path));
  return {
    plan,
    settings: at(plan.path) as WorkloadValues,
    image: at(plan.image) as ImageValues,
    ...(plan.needsInit ? { init: initValues(at('init') as InitValues, at('api.image') as ImageValues) } : {}),
  };
}

/** The init container has the tag of the API unless it has its own. */
function initValues(init: InitValues, api: ImageValues): InitValues {
  const { tag, digest } = init.image;
  return { ...init, image: { ...init.image, tag: tag || (digest ? '' : api.tag) } };
}

/** The props of a component at their places in the values of its platform. The rest of the props are no settings. */
function placed(plan: PlannedComponent, ofPlatform: JsonObject, props: JsonObject): JsonObject {
  const { queue: _queue, image, init, ...settings } = props;
  const values = structuredClone(ofPlatform);
  setAt(values, splitPath(plan.path), { ...settings, enabled: true });
  if (image !== undefined) setAt(values, splitPath(plan.image), image);
  if (init !== undefined) setAt(values, ['init'], init);
  return values;
}
