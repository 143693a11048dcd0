import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
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

export interface QueueWorkerProps extends QueueWorkerValues, ComponentProps {
  /** The queue that the worker serves. */
  readonly queue: WorkerQueue;
  /**
   * Init container.
   *
   * @default - tracardi/init with the default tag of the API
   */
  readonly init?: InitValues;
}

/** A worker that takes its work from a Pulsar queue. */
export class QueueWorker extends Component {
  public constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id, `worker.${props.queue}`, props);
  }
}
