import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentProps } from './component';
import type { ImageValues, WorkerUpgradeDockerValues } from './values/generated/types';

export interface UpgradeWorkerProps extends WorkerUpgradeDockerValues, ComponentProps {
  /**
   * Image of the worker.
   *
   * @default - tracardi/update-worker
   */
  readonly image?: ImageValues;
}

/** The worker that upgrades stored data. It gets no licence. */
export class UpgradeWorker extends Component {
  public constructor(scope: Construct, id: string, props: UpgradeWorkerProps) {
    super(scope, id, 'worker.upgrade.docker', props);
  }
}
