import { conflictingRoutes, sharedApiPaths } from '../routes';
import type { Rule } from './rule';

/** Hosts and paths. */
export const routing: readonly Rule[] = [
  {
    id: 'route-conflict',
    sentence:
      'another component has the same host and path, so that chance would decide which one answers: change one of them',
    broken: (values) => conflictingRoutes(values),
  },
  {
    id: 'shared-path',
    sentence:
      'both APIs have this host, and the paths of the collector are put below the path: use a plain one such as / with pathType Prefix',
    broken: (values) => sharedApiPaths(values),
  },
];
