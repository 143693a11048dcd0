import type { JsonObject } from '../../json/json';
import { objectsOfValues } from '../../synthesize';
import type { ObjectSynthesis, Place } from '../../synthesize';
import { compareObjects } from './compare';
import type { ObjectChanges } from './compare';
import { withOrigins } from './origins';
import { compareTenants } from './tenants';
import type { TenantChanges } from './tenants';

export interface Changes {
  /** Where the old values were not valid, the new ones are compared with nothing. */
  readonly oldValid: boolean;
  readonly objects: ObjectChanges;
  readonly tenants: TenantChanges;
}

/** What comes of new values, which are valid, in the place of old ones. */
export function changesBetween(old: ObjectSynthesis, now: ObjectSynthesis, place: Place): Changes {
  return {
    oldValid: old.objects !== undefined,
    objects: objectChanges(old, now, place),
    tenants: compareTenants(old.tenants, now.tenants),
  };
}

function objectChanges(old: ObjectSynthesis, now: ObjectSynthesis, place: Place): ObjectChanges {
  const changes = compareObjects(old.objects ?? [], now.objects!);
  if (!old.values || !now.values) return changes;
  const remake = (values: JsonObject): object[] | undefined => objectsOfValues(values, place);
  return withOrigins(changes, old.values, { values: now.values, objects: now.objects!, remake });
}
