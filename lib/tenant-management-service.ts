import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ImageValues, TmsDockerValues } from './values/generated/types';

export interface TenantManagementServiceProps extends TmsDockerValues, ComponentProps {
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
    super(scope, id, 'tms.docker', props);
  }
}
