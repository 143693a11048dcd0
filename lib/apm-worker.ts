import type { Construct } from 'constructs';
import { Component } from './component';
import type { ComponentSpec } from './component';
import type { Platform } from './platform';
import { backendEnv } from './manifests/backend';
import { pick, settingsOf } from './manifests/block';
import { plain } from './manifests/env-var';
import type {
  WorkerApmProfileValues as ResolvedValues,
  WorkerApmValues as ResolvedApm,
} from './values/generated/resolved';
import type { ImageValues, WorkerApmProfileValues } from './values/generated/types';

export interface ApmWorkerProps extends WorkerApmProfileValues {
  /** The installation to which the worker belongs. */
  readonly platform: Platform;
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
    const { platform } = props;
    const workload = settingsOf<ResolvedValues>('worker.apm.profile', props, 'image');
    const { image } = settingsOf<ResolvedApm>('worker.apm', pick(props, 'image'));
    super(scope, id, {
      platform,
      path: 'worker.apm.profile',
      image,
      workload,
      env: backendEnv(platform, [
        ...plain('MODE', 'worker'),
        ...plain('PAUSE', 60),
        ...plain('LOGGING_LEVEL', workload.config.loggingLevel),
      ]),
    } satisfies ComponentSpec);
  }
}
