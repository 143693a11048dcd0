import type { ComponentSpec } from '../component';
import type { Platform } from '../platform';
import type { ApiConfigValues, ApiPrivateValues, ApiValues, InitValues } from '../values/generated/resolved';
import { initContainer } from './backend';
import { plain } from './env-var';
import type { EnvVar } from './env-var';
import { pick, settingsOf } from './block';

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
  const { image } = settingsOf<ApiValues>('api', pick(props, 'image'));
  const init = settingsOf<{ init: InitValues }>('', pick(props, 'init')).init;
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

/** Variables of both APIs beside those of all backends. Data collected where `production` is no is staging data. */
export function apiEnv(config: ApiConfigValues, production: 'yes' | 'no'): EnvVar[] {
  return [
    ...plain('EXPOSE_GUI_API', config.enableGuiApi),
    ...plain('PRODUCTION', production),
    ...plain('LOGGING_LEVEL', config.loggingLevel),
    ...plain('API_DOCS', config.apiDocs),
    ...plain('SAVE_LOGS', config.saveLogs),
    ...plain('SERVER_LOGGING_LEVEL', config.serverLoggingLevel),
    ...plain('ELASTIC_LOGGING_LEVEL', config.elasticLoggingLevel),
  ];
}
