/** Where the values tree has a component, and what its objects are called. Selectors hold the name: it never changes. */
export interface ComponentBlock {
  readonly path: string;
  readonly name: string;
  /** Dotted path of the image. */
  readonly image: string;
  readonly hasService: boolean;
}

const block = (path: string, name: string, image: string, hasService: boolean): ComponentBlock => ({ path, name, image, hasService });

export const COMPONENT_BLOCKS: readonly ComponentBlock[] = [
  block('api.private', 'be-fa-private', 'api.image', true),
  block('api.public', 'be-fa-public', 'api.image', true),
  block('tms.docker', 'be-fa-tms', 'tms.image', true),
  block('bridge.queue.docker', 'bg-queue-prod', 'bridge.queue.image', false),
  block('worker.background', 'wk-pl-background', 'worker.background.image', false),
  block('worker.collector', 'wk-pl-collector', 'worker.collector.image', false),
  block('worker.workflow', 'wk-pl-workflow', 'worker.workflow.image', false),
  block('worker.upgrade.docker', 'wk-rd-upgrades', 'worker.upgrade.image', false),
  block('worker.apm.profile', 'wk-apm', 'worker.apm.image', false),
  block('gui.console', 'fe-rj-gui', 'gui.image', true),
  block('tmsGui.docker', 'fe-rj-tms-gui', 'tmsGui.image', true),
];
