import { CREDENTIALS, CREDENTIAL_LIST, hasLiteral, hasReference } from '../credentials';
import type { Credential } from '../credentials';
import { all, any, given, is, not } from '../term';
import type { Question } from '../term';
import type { PlainRule } from './rule';

/** Whether the literal is the one of values.yaml, where that has one. */
const isDefault = ({ literal, default: known }: Credential): Question[] =>
  known === undefined ? [] : [is(`/${literal}`, known)];

const ofReferences = (question: (credential: Credential) => Question): PlainRule['broken'] =>
  Object.fromEntries(CREDENTIAL_LIST.map(([, credential]) => [credential.reference, question(credential)]));

export const SECRETS: readonly PlainRule[] = [
  {
    id: 'secret-half-reference',
    sentence: 'a reference to a Secret needs both its name and its key: set both',
    broken: ofReferences((credential) =>
      all(
        any(given(`/${credential.reference}.name`), given(`/${credential.reference}.key`)),
        not(hasReference(credential)),
      ),
    ),
  },
  {
    id: 'secret-twice',
    sentence: 'a credential is either a literal or a reference to a Secret: remove one of them',
    broken: ofReferences((credential) =>
      all(hasReference(credential), hasLiteral(credential), ...isDefault(credential).map(not)),
    ),
  },
  {
    id: 'public-token',
    severity: 'warning',
    sentence: 'the default of this token is public: set one of your own before the installation',
    broken: Object.fromEntries(
      [CREDENTIALS.installationToken, CREDENTIALS.mergingToken].map((credential) => [
        credential.literal,
        all(...isDefault(credential), not(hasReference(credential))),
      ]),
    ),
  },
];
