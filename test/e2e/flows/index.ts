import type { Flow } from '../flow';
import { INSTALL_FLOWS } from './install';
import { REPLACE_FLOWS } from './replace';
import { ROLLOUT_FLOWS } from './rollout';

/** In the order in which they run. */
export const FLOWS: readonly Flow[] = [...INSTALL_FLOWS, ...ROLLOUT_FLOWS, ...REPLACE_FLOWS];
