import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { apiEnv, apiSettings } from './manifests/api';
import { backendEnv } from './manifests/backend';
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
      env: backendEnv(platform, apiEnv(config, 'yes')),
    } satisfies ComponentSpec);
  }
}
