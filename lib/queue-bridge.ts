import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { backendEnv } from './manifests/backend';
import { pick, settingsOf } from './manifests/block';
import { plain } from './manifests/env-var';
import type {
  BridgeQueueDockerValues as ResolvedValues,
  BridgeQueueValues as ResolvedBridge,
} from './values/generated/resolved';
import type { ImageValues, BridgeQueueDockerValues } from './values/generated/types';

export interface QueueBridgeProps extends BridgeQueueDockerValues {
  /** The installation to which the bridge belongs. */
  readonly platform: Platform;
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
    const { platform } = props;
    const workload = settingsOf<ResolvedValues>('bridge.queue.docker', props, 'image');
    const { image } = settingsOf<ResolvedBridge>('bridge.queue', pick(props, 'image'));
    super(scope, id, {
      platform,
      path: 'bridge.queue.docker',
      image,
      workload,
      env: backendEnv(platform, [
        ...plain('LOGGING_LEVEL', workload.config.loggingLevel),
        ...plain('PRODUCTION', 'yes'),
        ...plain('BRIDGE_CHECK', 1800),
      ]),
    } satisfies ComponentSpec);
  }
}
