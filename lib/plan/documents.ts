/** A document of `config.preConfiguration`: a ConfigMap of one file, which the program looks for in its own folder. */
export interface PlannedDocument {
  /** Key below `config.preConfiguration`. */
  readonly key: 'resources' | 'eventSources' | 'destinations' | 'tenantAliases';
  readonly volume: string;
  /** Name of the ConfigMap, without the prefix of `fullnameOverride`. */
  readonly configMap: string;
  readonly file: string;
}

/** In the order in which they are mounted. */
export const DOCUMENTS: readonly PlannedDocument[] = [
  { key: 'resources', volume: 'pre-resources-vol', configMap: 'pre-resources-cm', file: 'resources.json' },
  { key: 'destinations', volume: 'pre-destinations-vol', configMap: 'pre-destinations-cm', file: 'destinations.json' },
  {
    key: 'eventSources',
    volume: 'pre-event-sources-vol',
    configMap: 'pre-event-sources-cm',
    file: 'event-sources.json',
  },
  { key: 'tenantAliases', volume: 'tenant-aliases-vol', configMap: 'tenant-aliases-cm', file: 'tenant-aliases.json' },
];

/** Where the program looks for the documents. */
export const DOCUMENT_FOLDER = '/system/com_tracardi/storage/preconfig/data';

/** The file that the GUI loads, in a ConfigMap of its own. */
export const GUI_CONFIG = {
  volume: 'gui-config-vol',
  configMap: 'gui-config',
  file: 'custom.js',
  folder: '/usr/share/nginx/html/config',
} as const;
