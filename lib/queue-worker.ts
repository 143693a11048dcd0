import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { backendEnv, initContainer } from './manifests/backend';
import { pick, settingsOf } from './manifests/block';
import { plain } from './manifests/env-var';
import type {
  ApiValues,
  InitValues as ResolvedInit,
  QueueWorkerValues as ResolvedValues,
} from './values/generated/resolved';
import type { InitValues, QueueWorkerValues } from './values/generated/types';

/** The queue that a worker serves. */
export enum WorkerQueue {
  /** Stores what was collected. */
  BACKGROUND = 'background',
  /** Processes collected data. */
  COLLECTOR = 'collector',
  /** Runs workflows. */
  WORKFLOW = 'workflow',
}

export interface QueueWorkerProps extends QueueWorkerValues {
  /** The installation to which the worker belongs. */
  readonly platform: Platform;
  /** The queue that the worker serves. */
  readonly queue: WorkerQueue;
  /**
   * Init container.
   *
   * @default - tracardi/init with the default tag of the API
   */
  readonly init?: InitValues;
}

const CONSUMER_TYPES = {
  [WorkerQueue.BACKGROUND]: 'system.function',
  [WorkerQueue.COLLECTOR]: 'system.collector',
  [WorkerQueue.WORKFLOW]: 'system.workflow',
};

/** A worker that takes its work from a Pulsar queue. */
export class QueueWorker extends Component {
  public constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    const { platform, queue } = props;
    const workload = settingsOf<ResolvedValues>(`worker.${queue}`, props, 'queue', 'init');
    const init = settingsOf<{ init: ResolvedInit }>('', pick(props, 'init')).init;
    const { image: apiImage } = settingsOf<ApiValues>('api', pick(props));
    super(scope, id, {
      platform,
      path: `worker.${queue}`,
      image: workload.image,
      workload,
      init: initContainer(platform, init, apiImage.tag),
      env: backendEnv(platform, [
        ...plain('LOGGING_LEVEL', workload.config.loggingLevel),
        ...plain('INACTIVITY_TIME_OUT', workload.config.bulker.bufferInactivityTimeOut),
        ...plain('CONSUMER_TYPE', CONSUMER_TYPES[queue]),
      ]),
    } satisfies ComponentSpec);
  }
}
