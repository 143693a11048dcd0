import type { Flow } from '../flow';
import { CHECK_FLOWS } from './check';
import { FAILURE_FLOWS } from './failures';
import { INSTALL_FLOWS } from './install';
import { NEIGHBOUR_FLOWS } from './neighbours';
import { PULL_SECRET_FLOWS } from './pull-secret';
import { QUICK_START_FLOWS } from './quick-start';
import { REPLACE_FLOWS } from './replace';
import { ROLLOUT_FLOWS } from './rollout';
import { ROUTING_FLOWS } from './routing';
import { SECURITY_FLOWS } from './security';

/** In the order in which they begin. */
export const FLOWS: readonly Flow[] = [
  ...INSTALL_FLOWS,
  ...QUICK_START_FLOWS,
  ...ROLLOUT_FLOWS,
  ...REPLACE_FLOWS,
  ...ROUTING_FLOWS,
  ...CHECK_FLOWS,
  ...NEIGHBOUR_FLOWS,
  ...SECURITY_FLOWS,
  ...FAILURE_FLOWS,
  ...PULL_SECRET_FLOWS,
];
