import { HELM_HEADING } from '../../../lib/values-file';
import { UMBRELLA } from '../../../lib/values/wrong-file';

const MANIFEST =
  'this is a manifest, no values file: values stand below spec.values of a HelmRelease, below spec.source.helm.valuesObject of an Application, as text in data of a ConfigMap; give these as a file of their own';
const HELMFILE = 'this is a helmfile, no values file: its values stand below releases[].values';

/**
 * Keys at the root of files that hold no values of this chart, or hold them further in, in the order in which one is told, and what is
 * said of such a file; of a key without a sentence that it is not known. The schema lets them through, since Helm says no more of it.
 */
export const OTHER_FILES: { readonly [key: string]: string } = {
  kind: MANIFEST,
  apiVersion: '',
  'USER-SUPPLIED VALUES': HELM_HEADING,
  'COMPUTED VALUES': HELM_HEADING,
  tracardi: UMBRELLA,
  releases: HELMFILE,
  metadata: '',
  spec: '',
  data: '',
  stringData: '',
  immutable: '',
  type: '',
  status: '',
  repositories: '',
  environments: '',
  helmDefaults: '',
};
