import { any, given } from './term';

/** The certificate authority of Elasticsearch: a volume of every component that speaks to it, where one is given. */
export const ELASTIC_CA = {
  /** Dotted path of the ConfigMap or Secret, and the key in it. */
  path: 'elastic.ca',
  volume: 'elastic-ca',
  folder: '/etc/tracardi/elastic',
  file: 'ca.crt',
} as const;

export const HAS_ELASTIC_CA = any(given(`/${ELASTIC_CA.path}.configMap`), given(`/${ELASTIC_CA.path}.secret`));
