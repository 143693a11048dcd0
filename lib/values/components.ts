/** A file of a ConfigMap in the main container of a component. */
export interface ConfigMount {
  readonly volume: string;
  /** Name of the ConfigMap, without the prefix of `fullnameOverride`. */
  readonly configMap: string;
  readonly mountPath: string;
  /** One file of the ConfigMap. @default - all of them, as a folder */
  readonly subPath?: string;
}

/** Where the values tree has a component, and what its objects are called. Selectors hold the name: it never changes. */
export interface ComponentBlock {
  readonly path: string;
  readonly name: string;
  /** Dotted path of the image. */
  readonly image: string;
  readonly mounts: readonly ConfigMount[];
}

/** Name of our own init container. */
export const INIT_CONTAINER = 'tracardi-init';

const DATA_FOLDER = '/system/com_tracardi/storage/preconfig/data';

const document = (volume: string, configMap: string, file: string): ConfigMount => ({
  volume,
  configMap,
  mountPath: `${DATA_FOLDER}/${file}`,
  subPath: file,
});

/** The documents of `config.preConfiguration`, as the program looks for them. */
const PRECONFIGURATION = [
  document('pre-resources-vol', 'pre-resources-cm', 'resources.json'),
  document('pre-destinations-vol', 'pre-destinations-cm', 'destinations.json'),
  document('pre-event-sources-vol', 'pre-event-sources-cm', 'event-sources.json'),
  document('tenant-aliases-vol', 'tenant-aliases-cm', 'tenant-aliases.json'),
];

const GUI_CONFIG = [{ volume: 'gui-config-vol', configMap: 'gui-config', mountPath: '/usr/share/nginx/html/config' }];

const block = (path: string, name: string, image: string, mounts: readonly ConfigMount[] = []): ComponentBlock => ({
  path,
  name,
  image,
  mounts,
});

export const COMPONENT_BLOCKS: readonly ComponentBlock[] = [
  block('api.private', 'be-fa-private', 'api.image', PRECONFIGURATION),
  block('api.public', 'be-fa-public', 'api.image', PRECONFIGURATION),
  block('tms.docker', 'be-fa-tms', 'tms.image'),
  block('bridge.queue.docker', 'bg-queue-prod', 'bridge.queue.image', PRECONFIGURATION),
  block('worker.background', 'wk-pl-background', 'worker.background.image', PRECONFIGURATION),
  block('worker.collector', 'wk-pl-collector', 'worker.collector.image', PRECONFIGURATION),
  block('worker.workflow', 'wk-pl-workflow', 'worker.workflow.image', PRECONFIGURATION),
  block('worker.upgrade.docker', 'wk-rd-upgrades', 'worker.upgrade.image'),
  block('worker.apm.profile', 'wk-apm', 'worker.apm.image'),
  block('gui.console', 'fe-rj-gui', 'gui.image', GUI_CONFIG),
  block('tmsGui.docker', 'fe-rj-tms-gui', 'tmsGui.image'),
];

export function componentBlock(path: string): ComponentBlock {
  const found = COMPONENT_BLOCKS.find((block) => block.path === path);
  if (!found) throw new Error(`there is no component at ${path}`);
  return found;
}
