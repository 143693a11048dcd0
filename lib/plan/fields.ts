/** The fields of a pod or container that take a setting as it is, of components, the tenant Job and tests alike: the key of each. */
export const FIELDS = {
  pod: {
    securityContext: 'podSecurityContext',
    nodeSelector: 'nodeSelector',
    tolerations: 'tolerations',
    priorityClassName: 'priorityClassName',
    runtimeClassName: 'runtimeClassName',
    hostAliases: 'hostAliases',
    dnsPolicy: 'dnsPolicy',
    dnsConfig: 'dnsConfig',
  },
  container: {
    command: 'command',
    args: 'args',
    resources: 'resources',
    securityContext: 'containerSecurityContext',
    envFrom: 'extraEnvFrom',
  },
} as const;
