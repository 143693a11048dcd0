import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ApiPrivateValues, ImageValues, InitValues } from './values/generated/types';

export interface PrivateApiProps extends ApiPrivateValues, ComponentProps {
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
    super(scope, id, 'api.private', props);
  }
}
