/**
 * Annotations of an Ingress whose exact hosts a wildcard of ours covers. Kubernetes wants the exact host to win; Traefik takes the
 * longest rule, which is the wildcard's, unless a priority is given. Other controllers do not look at it.
 */
export const EXACT_HOST = { 'traefik.ingress.kubernetes.io/router.priority': '10000' } as const;
