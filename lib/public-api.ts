import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { apiSettings } from './private/api';
import { backendEnv } from './private/backend';
import { plain } from './private/env-var';
import type { ApiPublicValues, ImageValues, InitValues } from './values/generated/types';

export interface PublicApiProps extends ApiPublicValues {
  /** The installation to which the API belongs. */
  readonly platform: Platform;
  /**
   * Image of the API.
   *
   * @default - tracardi/com-tracardi-api
   */
  readonly image?: ImageValues;
  /**
   * Init container.
   *
   * @default - tracardi/init with the tag of the API
   */
  readonly init?: InitValues;
}

/** The API that collects data, for production. */
export class PublicApi extends Component {
  public constructor(scope: Construct, id: string, props: PublicApiProps) {
    const { platform } = props;
    const { config, ...spec } = apiSettings('api.public', props);
    super(scope, id, {
      ...spec,
      serviceName: 'be-public-svc',
      loadBalancerName: 'be-public-lb',
      env: backendEnv(platform, [
        ...plain('EXPOSE_GUI_API', config.enableGuiApi),
        ...plain('PRODUCTION', 'yes'),
        ...plain('LOGGING_LEVEL', config.loggingLevel),
        ...plain('API_DOCS', config.apiDocs),
        ...plain('SAVE_LOGS', config.saveLogs),
        ...plain('SERVER_LOGGING_LEVEL', config.serverLoggingLevel),
        ...plain('ELASTIC_LOGGING_LEVEL', config.elasticLoggingLevel),
      ]),
    } satisfies ComponentSpec);
  }
}
