import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ImageValues, WorkerApmProfileValues } from './values/generated/types';

export interface ApmWorkerProps extends WorkerApmProfileValues, ComponentProps {
  /**
   * Image of the worker.
   *
   * @default - tracardi/apm
   */
  readonly image?: ImageValues;
}

/** The worker of automatic profile merging (APM). */
export class ApmWorker extends Component {
  public constructor(scope: Construct, id: string, props: ApmWorkerProps) {
    super(scope, id, 'worker.apm.profile', props);
  }
}
