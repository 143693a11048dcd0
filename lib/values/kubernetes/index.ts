import { autoscaling } from './autoscaling';
import { containers } from './containers';
import { deployments } from './deployments';
import { environment } from './environment';
import { gateway } from './gateway';
import { join } from './join';
import { network } from './network';
import { objects } from './objects';
import { probes } from './probes';
import { scalars } from './scalars';
import { scheduling } from './scheduling';
import { security } from './security';
import { volumeSources } from './volume-sources';
import { volumes } from './volumes';
import type { Constraints } from './words';

export { PATTERN_WORDS } from './gateway';
export type { Constraints } from './words';

const handedOver = {
  scalars,
  containers,
  environment,
  probes,
  volumes,
  'volume-sources': volumeSources,
  security,
  scheduling,
  deployments,
  autoscaling,
  network,
};

/** Constraints of the types that values hand over to Kubernetes. */
export const VALUE_CONSTRAINTS: Constraints = join({ ...handedOver, gateway });

/** Constraints of the objects that both faces make, those of handed-over values within them. */
export const OBJECT_CONSTRAINTS: Constraints = join({ ...handedOver, objects });
