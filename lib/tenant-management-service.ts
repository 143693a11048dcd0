import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { pick, settingsOf } from './manifests/block';
import { fromSecret, plain } from './manifests/env-var';
import type { TmsDockerValues as ResolvedValues, TmsValues as ResolvedTms } from './values/generated/resolved';
import type { ImageValues, TmsDockerValues } from './values/generated/types';

export interface TenantManagementServiceProps extends TmsDockerValues {
  /** The installation to which the service belongs. */
  readonly platform: Platform;
  /**
   * Image of the service.
   *
   * @default - tracardi/tms
   */
  readonly image?: ImageValues;
}

/** The Tenant Management Service (TMS): it knows the tenants and admits them to the APIs. It gets no credential but MySQL's and its own. */
export class TenantManagementService extends Component {
  public constructor(scope: Construct, id: string, props: TenantManagementServiceProps) {
    const { platform } = props;
    const workload = settingsOf<ResolvedValues>('tms.docker', props, 'image');
    const { image } = settingsOf<ResolvedTms>('tms', pick(props, 'image'));
    super(scope, id, {
      platform,
      path: 'tms.docker',
      image,
      workload,
      service: workload.service,
      serviceName: workload.service.name,
      loadBalancerName: 'be-tms-lb',
      env: [
        ...platform._tmsEnvironment(),
        ...plain('LOGGING_LEVEL', workload.config.loggingLevel),
        ...fromSecret('API_KEY', platform._credential('tmsApiKey')),
        ...fromSecret('SECRET', platform._credential('tmsSecretKey')),
      ],
    } satisfies ComponentSpec);
  }
}
