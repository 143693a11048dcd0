import { is } from './term';

/** Dotted path of the switch that makes one installation serve many tenants. */
export const MULTI_TENANT_SWITCH = 'config.multiTenant.multi';

/** Whether one installation serves many tenants. */
export const MULTI_TENANT = is(`/${MULTI_TENANT_SWITCH}`, 'yes');
