import type { ComponentSpec } from '../component';
import type { Platform } from '../platform';
import type { ApiConfigValues, ApiPrivateValues, ApiValues, TracardiValues } from '../values/generated/resolved';
import { initContainer } from './backend';
import { settingsOf } from './block';
import { resolveBlock } from '../values/resolve';
import { toJsonObject } from './tree';

interface ApiProps {
  readonly platform: Platform;
  readonly image?: object;
  readonly init?: object;
}

type ApiSpec = Omit<ComponentSpec, 'env'> & { readonly config: ApiConfigValues };

/** What both APIs have alike. */
export function apiSettings(path: 'api.private' | 'api.public', props: ApiProps): ApiSpec {
  const { platform } = props;
  const workload = settingsOf<ApiPrivateValues>(path, props, 'image', 'init');
  const { image } = resolveBlock('api', toJsonObject({ image: props.image })) as unknown as ApiValues;
  const init = resolveBlock('init', toJsonObject(props.init ?? {})) as unknown as TracardiValues['init'];
  return {
    platform,
    path,
    image,
    workload,
    service: workload.service,
    config: workload.config,
    init: initContainer(platform, init, image.tag),
    needsTenantHost: true,
  };
}
