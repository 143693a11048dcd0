import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { backendEnv } from './manifests/backend';
import { pick, settingsOf } from './manifests/block';
import { plain } from './manifests/env-var';
import type {
  WorkerUpgradeDockerValues as ResolvedValues,
  WorkerUpgradeValues as ResolvedUpgrade,
} from './values/generated/resolved';
import type { ImageValues, WorkerUpgradeDockerValues } from './values/generated/types';

export interface UpgradeWorkerProps extends WorkerUpgradeDockerValues {
  /** The installation to which the worker belongs. */
  readonly platform: Platform;
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
    const { platform } = props;
    const workload = settingsOf<ResolvedValues>('worker.upgrade.docker', props, 'image');
    const { image } = settingsOf<ResolvedUpgrade>('worker.upgrade', pick(props, 'image'));
    super(scope, id, {
      platform,
      path: 'worker.upgrade.docker',
      image,
      workload,
      env: backendEnv(platform, plain('LOGGING_LEVEL', workload.config.loggingLevel)).filter(
        ({ name }) => name !== 'LICENSE',
      ),
    } satisfies ComponentSpec);
  }
}
