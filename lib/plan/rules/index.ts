import { PATTERN_SIGNS, ROUTING } from './routing';
import type { PlainRule } from './rule';
import { SECRETS } from './secrets';
import { TENANCY, TENANTS } from './tenancy';
import { IMAGES, WORKLOADS } from './workloads';

/** The rules that one question a place settles. Those that compare items are in lib/values/rules. */
export const PLAIN_RULES: readonly PlainRule[] = [...TENANCY, ...SECRETS, ...WORKLOADS, ...ROUTING, ...TENANTS];

export { IMAGES, PATTERN_SIGNS, ROUTING, SECRETS, TENANCY, TENANTS, WORKLOADS };
export { brokenPlaces } from './rule';
export type { PlainRule, RuleText } from './rule';
