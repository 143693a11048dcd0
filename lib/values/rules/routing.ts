import { conflictingRoutes } from '../routes';
import type { Rule } from './rule';

/** Hosts and paths. */
export const routing: readonly Rule[] = [
  {
    id: 'route-conflict',
    sentence:
      'another component has the same host and path, so that chance would decide which one answers: change one of them',
    broken: (values) => conflictingRoutes(values),
  },
];
