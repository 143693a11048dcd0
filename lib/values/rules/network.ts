import type { Json, JsonObject } from '../../json/json';
import { textAt } from '../../json/tree';
import { COMPONENTS } from '../../plan/components';
import { listAt, when } from './rule';
import type { Rule } from './rule';

const PEERS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** Blocks of addresses and ranges of ports in network policies. */
export const network: readonly Rule[] = [
  {
    id: 'except-block',
    sentence: 'is no smaller block within cidr: take one that is, or remove it',
    broken: (values) =>
      inRules(values, 'peers', (peer, place) =>
        listAt(peer, 'ipBlock.except').flatMap((except, index) =>
          when(!isWithin(String(except), textAt(peer, 'ipBlock.cidr')), `${place}.ipBlock.except.${index}`),
        ),
      ),
  },
  {
    id: 'port-range',
    sentence: 'may not be less than port, where the range begins: raise it, or remove it',
    broken: (values) =>
      inRules(values, 'ports', (port, place) =>
        when(
          textAt(port, 'endPort') !== '' && Number(textAt(port, 'endPort')) < Number(textAt(port, 'port')),
          `${place}.endPort`,
        ),
      ),
  },
];

function inRules(
  values: JsonObject,
  what: 'peers' | 'ports',
  broken: (item: Json, place: string) => string[],
): string[] {
  return COMPONENTS.flatMap(({ path }) =>
    PEERS.flatMap(([direction, peers]) => {
      const rules = `${path}.networkPolicy.${direction}`;
      const list = what === 'ports' ? what : peers;
      return listAt(values, rules).flatMap((rule, index) =>
        listAt(rule, list).flatMap((item, at) => broken(item, `${rules}.${index}.${list}.${at}`)),
      );
    }),
  );
}

/** Of blocks of IPv6 addresses only the sizes are compared. */
function isWithin(inner: string, outer: string): boolean {
  const [[address, size], [network, width]] = [inner, outer].map((block) => block.split('/'));
  if (address.includes(':') !== network.includes(':') || Number(size) <= Number(width)) return false;
  if (address.includes(':')) return true;
  const part = 2 ** (32 - Number(width));
  return Math.floor(numberOf(address) / part) === Math.floor(numberOf(network) / part);
}

const numberOf = (address: string): number =>
  address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
