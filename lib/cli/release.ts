import { UsageError } from './command';
import type { Input } from './command';
import { NAMESPACE } from '../values/namespace';

const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** What names an installation; objects say no namespace where none is given. @throws UsageError if a name is not one */
export function installationOf(input: Input): { release: string; namespace?: string } {
  const installation = {
    release: input.text('release') ?? 'tracardi',
    namespace: input.text('namespace'),
  };
  const problem = invalidName(installation.release, installation.namespace);
  if (problem) throw new UsageError(problem);
  return installation;
}

/** Why a release name or a namespace is not one; undefined where both are well. The bounds are Helm's and Kubernetes'. */
export function invalidName(release: string, namespace?: string): string | undefined {
  if (release.length > 53 || !RELEASE.test(release)) {
    return 'the release name must be at most 53 lower-case letters, digits, "-" and ".", a letter or digit at both ends';
  }
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    return 'the namespace must be at most 63 lower-case letters, digits and "-", a letter or digit at both ends';
  }
  return undefined;
}
