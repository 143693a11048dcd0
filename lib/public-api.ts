import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ApiPublicValues, ImageValues, InitValues } from './values/generated/types';

export interface PublicApiProps extends ApiPublicValues, ComponentProps {
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
    super(scope, id, 'api.public', props);
  }
}
