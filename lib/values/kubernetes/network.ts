import { CIDR, HOST, IP, SEARCH_DOMAIN, SUBDOMAIN } from './patterns';
import { IP_PROTOCOL, NOT_EMPTY, PORT, having, whereGiven } from './words';
import type { Constraints } from './words';

/** Network policies, certificates of Ingresses, aliases of hosts and where names are looked up. */
export const network: Pick<Constraints, 'fields' | 'fieldTypes' | 'required'> = {
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
    'PodDNSConfig.nameservers': { maxItems: 3 },
    'PodDNSConfig.nameservers[]': IP,
    'PodDNSConfig.searches': { maxItems: 32 },
    'PodDNSConfig.searches[]': SEARCH_DOMAIN,
    'PodDNSConfigOption.name': NOT_EMPTY,
  },
  fieldTypes: { 'NetworkPolicyPort.port': 'PortNumberOrName' },
  required: { PodDNSConfigOption: ['name'] },
};
