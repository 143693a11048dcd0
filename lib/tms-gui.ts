import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ImageValues, TmsGuiDockerValues } from './values/generated/types';

export interface TmsGuiProps extends TmsGuiDockerValues, ComponentProps {
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
    super(scope, id, 'tmsGui.docker', props);
  }
}
