import { getAt } from '../../json/tree';
import { when } from './rule';
import type { Rule } from './rule';

const ELASTIC_PORT = 9200;

/** What public versions of the program make of the settings of other services. */
export const infrastructure: readonly Rule[] = [
  {
    id: 'elastic-port',
    severity: 'warning',
    sentence:
      'public versions of the program do not read this port and take 9200: write it behind each host of elastic.host, as es.example.com:9201',
    broken: (values) => when(getAt(values, ['elastic', 'port']) !== ELASTIC_PORT, 'elastic.port'),
  },
];
