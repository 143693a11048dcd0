import { CIDR, HOST, IP, SUBDOMAIN } from './patterns';
import { IP_PROTOCOL, PORT, having, whereGiven } from './words';
import type { Constraints } from './words';

/** Network policies, certificates of Ingresses and aliases of hosts. */
export const network: Pick<Constraints, 'fields' | 'fieldTypes'> = {
  fields: {
    'HostAlias.hostnames[]': SUBDOMAIN,
    'HostAlias.ip': IP,
    'IPBlock.cidr': CIDR,
    'IPBlock.except[]': CIDR,
    'IngressTLS.hosts[]': HOST,
    NetworkPolicyPeer: {
      minProperties: 1,
      allOf: [whereGiven('ipBlock', { maxProperties: 1, $comment: 'a map with ipBlock alone, or without it' })],
      $comment: 'a map with ipBlock, or with podSelector, namespaceSelector or both',
    },
    NetworkPolicyPort: {
      allOf: [
        whereGiven('endPort', having({ port: { type: 'integer', $comment: 'a port number where endPort is given' } })),
      ],
    },
    'NetworkPolicyPort.endPort': PORT,
    'NetworkPolicyPort.protocol': IP_PROTOCOL,
  },
  fieldTypes: { 'NetworkPolicyPort.port': 'PortNumberOrName' },
};
