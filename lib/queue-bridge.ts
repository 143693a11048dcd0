import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ImageValues, BridgeQueueDockerValues } from './values/generated/types';

export interface QueueBridgeProps extends BridgeQueueDockerValues, ComponentProps {
  /**
   * Image of the bridge.
   *
   * @default - tracardi/com-bridge-queue
   */
  readonly image?: ImageValues;
}

/** The bridge that takes events from queues of others. */
export class QueueBridge extends Component {
  public constructor(scope: Construct, id: string, props: QueueBridgeProps) {
    super(scope, id, 'bridge.queue.docker', props);
  }
}
