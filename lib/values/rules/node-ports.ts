import type { JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { extraObjects } from '../../manifests/extra-objects';
import { ROUTED } from '../../plan/components';
import { isDeployed } from '../routes';
import { listAt } from './rule';
import type { Rule } from './rule';

/** A port on every node, and where the values ask for it. */
interface NodePort {
  readonly place: string;
  /** `TCP 30080`, say: a port of another protocol is another one. */
  readonly port: string;
}

/** Ports of the nodes, of which Kubernetes gives each to one Service. */
export const nodePorts: readonly Rule[] = [
  {
    id: 'node-port-twice',
    sentence:
      'another Service of these values has this port of the nodes: choose another, or remove it to get a free one',
    broken: (values) => {
      const all = [...ofComponents(values), ...ofExtraObjects(values)];
      const isTaken = ({ port }: NodePort, index: number): boolean =>
        all.slice(0, index).some((other) => other.port === port);
      return [...new Set(all.filter(isTaken).map(({ place }) => place))];
    },
  },
];

function ofComponents(values: JsonObject): NodePort[] {
  return ROUTED.filter(({ path }) => isDeployed(values, path)).flatMap(({ path }) => {
    const place = `${path}.service.nodePort`;
    const port = textAt(values, place);
    return port === '' ? [] : [{ place, port: `TCP ${port}` }];
  });
}

function ofExtraObjects(values: JsonObject): NodePort[] {
  return extraObjects(values.extraObjects)
    .filter(({ manifest }) => textAt(manifest, 'kind') === 'Service')
    .flatMap(({ key, manifest }) =>
      listAt(manifest, 'spec.ports')
        .filter((port) => typeof getAt(port, splitPath('nodePort')) === 'number')
        .map((port) => ({
          place: `extraObjects.${key}`,
          port: `${textAt(port, 'protocol') || 'TCP'} ${textAt(port, 'nodePort')}`,
        })),
    );
}
