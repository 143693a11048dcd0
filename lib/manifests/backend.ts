import type { Platform } from '../platform';
import type { InitValues } from '../values/generated/resolved';
import { plain } from './env-var';
import type { EnvVar } from './env-var';
import type { Init } from './pod';

/** The init container that prepares Pulsar. */
export function initContainer(platform: Platform, init: InitValues, apiTag: string): Init {
  return {
    image: { ...init.image, tag: init.image.tag || (init.image.digest ? '' : apiTag) },
    env: backendEnv(platform, plain('LOGGING_LEVEL', init.config.loggingLevel)),
    resources: init.resources as never,
    containerSecurityContext: init.containerSecurityContext as never,
  };
}

export function backendEnv(platform: Platform, own: EnvVar[]): EnvVar[] {
  return [...platform._backendEnvironment(), ...own];
}
