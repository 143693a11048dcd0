import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { pick, settingsOf } from './manifests/block';
import { plain } from './manifests/env-var';
import type { GuiConsoleValues as ResolvedValues, GuiValues as ResolvedGui } from './values/generated/resolved';
import type { GuiConsoleValues, ImageValues } from './values/generated/types';

export interface GuiProps extends GuiConsoleValues {
  /** The installation to which the GUI belongs. */
  readonly platform: Platform;
  /**
   * Image of the GUI.
   *
   * @default - tracardi/tracardi-gui
   */
  readonly image?: ImageValues;
}

/** The graphical user interface. It gets no credential. */
export class Gui extends Component {
  public constructor(scope: Construct, id: string, props: GuiProps) {
    const { platform } = props;
    const workload = settingsOf<ResolvedValues>('gui.console', props, 'image');
    const { image } = settingsOf<ResolvedGui>('gui', pick(props, 'image'));
    super(scope, id, {
      platform,
      path: 'gui.console',
      image,
      workload,
      service: workload.service,
      serviceName: 'fe-gui-svc',
      loadBalancerName: 'fe-gui-lb',
      env: [
        ...plain('MODE', workload.config.mode),
        ...plain('MULTI_TENANT', platform.isMultiTenant ? 'yes' : 'no'),
        ...plain('ALLOW_UPDATES_ON_PRODUCTION', workload.config.allowUpdatesOnProduction),
      ],
    } satisfies ComponentSpec);
    platform.addConfigMap(this, 'Config', 'gui-config', { 'custom.js': workload.config.customJs });
  }
}
