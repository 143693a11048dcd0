import type { Platform } from '../platform';
import type { InitValues } from '../values/generated/resolved';
import { plain } from './env-var';
import type { EnvVar } from './env-var';
import type { Init, Mount } from './pod';

const DATA_FOLDER = '/system/com_tracardi/storage/preconfig/data';

/** The documents of `config.preConfiguration`, as the program looks for them. */
export function preconfigurationMounts(platform: Platform): Mount[] {
  const mount = (volume: string, configMap: string, file: string): Mount => ({
    volume,
    configMap: platform.objectName(configMap),
    mountPath: `${DATA_FOLDER}/${file}`,
    subPath: file,
  });
  return [
    mount('pre-resources-vol', 'pre-resources-cm', 'resources.json'),
    mount('pre-destinations-vol', 'pre-destinations-cm', 'destinations.json'),
    mount('pre-event-sources-vol', 'pre-event-sources-cm', 'event-sources.json'),
    mount('tenant-aliases-vol', 'tenant-aliases-cm', 'tenant-aliases.json'),
  ];
}

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
