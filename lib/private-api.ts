import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { apiEnv, apiSettings } from './manifests/api';
import { backendEnv } from './manifests/backend';
import { plain } from './manifests/env-var';
import type { ApiPrivateValues, ImageValues, InitValues } from './values/generated/types';

export interface PrivateApiProps extends ApiPrivateValues {
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

/** The API that manages Tracardi and serves the GUI. Its data is staging data. */
export class PrivateApi extends Component {
  public constructor(scope: Construct, id: string, props: PrivateApiProps) {
    const { platform } = props;
    const { config, ...spec } = apiSettings('api.private', props);
    super(scope, id, {
      ...spec,
      serviceName: 'be-private-svc',
      loadBalancerName: 'be-private-lb',
      env: backendEnv(platform, [...plain('DEMO', platform._values.config.demo), ...apiEnv(config, 'no')]),
    } satisfies ComponentSpec);
  }
}
