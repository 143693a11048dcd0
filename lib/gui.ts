import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import { GUI_CONFIG } from './plan/documents';
import type { GuiConsoleValues, ImageValues } from './values/generated/types';

export interface GuiProps extends GuiConsoleValues, ComponentProps {
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
    super(scope, id, 'gui.console', props);
    const { customJs } = (this._settings.config ?? {}) as { customJs: string };
    props.platform.addConfigMap(this, 'Config', GUI_CONFIG.configMap, { [GUI_CONFIG.file]: customJs });
  }
}
