/** Annotations that ask cert-manager for certificates. */
export const ISSUERS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'] as const;
