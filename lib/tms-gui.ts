import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { pick, settingsOf } from './manifests/block';
import type { TmsGuiDockerValues as ResolvedValues, TmsGuiValues as ResolvedTmsGui } from './values/generated/resolved';
import type { ImageValues, TmsGuiDockerValues } from './values/generated/types';

export interface TmsGuiProps extends TmsGuiDockerValues {
  /** The installation to which the GUI belongs. */
  readonly platform: Platform;
  /**
   * Image of the GUI.
   *
   * @default - tracardi/tms-gui
   */
  readonly image?: ImageValues;
}

/** The GUI of the Tenant Management Service. It gets no environment and no credential. */
export class TmsGui extends Component {
  public constructor(scope: Construct, id: string, props: TmsGuiProps) {
    const workload = settingsOf<ResolvedValues>('tmsGui.docker', props, 'image');
    const { image } = settingsOf<ResolvedTmsGui>('tmsGui', pick(props, 'image'));
    super(scope, id, {
      platform: props.platform,
      path: 'tmsGui.docker',
      image,
      workload,
      service: workload.service,
      serviceName: 'fe-tms-gui-svc',
      loadBalancerName: 'fe-tms-gui-lb',
      env: [],
    } satisfies ComponentSpec);
  }
}
