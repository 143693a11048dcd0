import type { Flow } from '../flow';
import { INSTALL_FLOWS } from './install';
import { ROLLOUT_FLOWS } from './rollout';

/** In the order in which they run. */
export const FLOWS: readonly Flow[] = [...INSTALL_FLOWS, ...ROLLOUT_FLOWS];
