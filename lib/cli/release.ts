const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Why a release name or a namespace is not one; undefined where both are well. The bounds are Helm's and Kubernetes'. */
export function invalidName(release: string, namespace: string): string | undefined {
  if (release.length > 53 || !RELEASE.test(release)) {
    return 'the release name must be at most 53 lower-case letters, digits, "-" and ".", a letter or digit at both ends';
  }
  if (!NAMESPACE.test(namespace)) {
    return 'the namespace must be at most 63 lower-case letters, digits and "-", a letter or digit at both ends';
  }
  return undefined;
}
