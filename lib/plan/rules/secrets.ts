import { groupBy } from '../../json/group-by';
import { CREDENTIALS, CREDENTIAL_LIST, hasLiteral, hasReference, inExisting } from '../credentials';
import type { Credential } from '../credentials';
import { MULTI_TENANT, MULTI_TENANT_SWITCH } from '../tenancy';
import { all, any, given, is, not } from '../term';
import type { Question } from '../term';
import type { PlainRule } from './rule';

/** Whether the literal is the one of values.yaml, where that has one. */
const isDefault = ({ literal, default: known }: Credential): Question[] =>
  known === undefined ? [] : [is(`/${literal}`, known)];

const ofReferences = (question: (credential: Credential) => Question): PlainRule['broken'] =>
  Object.fromEntries(CREDENTIAL_LIST.map(([, credential]) => [credential.reference, question(credential)]));

type ExistingSecret = NonNullable<Credential['existing']>;

/** Credentials by the place of the existing Secret of their group. */
const GROUPS = groupBy(
  (CREDENTIAL_LIST as readonly (readonly [string, Credential])[]).flatMap(
    ([, credential]): [Credential, ExistingSecret][] =>
      credential.existing ? [[credential, credential.existing]] : [],
  ),
  ([, { place }]) => place,
);

const ofGroups = (question: (group: [Credential, ExistingSecret][]) => Question): PlainRule['broken'] =>
  Object.fromEntries([...GROUPS].map(([place, group]) => [place, question(group)]));

const isPublic = (credential: Credential): Question =>
  all(...isDefault(credential), not(hasReference(credential)), ...inExisting(credential).map(not));

const PUBLIC_INSTALLATION_TOKEN = all(
  isPublic(CREDENTIALS.installationToken),
  not('/secrets.installation.allowPublicToken'),
);

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
    id: 'secret-existing-twice',
    sentence:
      'a credential that the existing Secret of its group holds is given once more: remove its literal or its valueFrom, or set its key below keys to ""',
    broken: ofGroups((group) =>
      any(
        ...group.map(([credential]) =>
          all(
            ...inExisting(credential),
            any(hasReference(credential), all(hasLiteral(credential), ...isDefault(credential).map(not))),
          ),
        ),
      ),
    ),
  },
  {
    id: 'secret-existing-half',
    sentence: 'an existing Secret needs its name, and the key of one credential at least: set both',
    broken: ofGroups((group) => {
      const name = given(`/${group[0][1].name}`);
      return any(
        all(name, ...group.map(([, { key }]) => not(given(`/${key}`)))),
        all(not(name), any(...group.map(([{ secretKey }, { key }]) => not(is(`/${key}`, secretKey))))),
      );
    }),
  },
  {
    id: 'public-installation-token',
    cause: MULTI_TENANT_SWITCH,
    sentence:
      'multi-tenancy refuses the default of this token, which is public: set one of your own, or the Secret that has it: secrets.installation.existing.name, or secrets.installation.valueFrom.token.name and .key, or for a throw-away secrets.installation.allowPublicToken: true',
    broken: { [CREDENTIALS.installationToken.literal]: all(MULTI_TENANT, PUBLIC_INSTALLATION_TOKEN) },
  },
  {
    id: 'public-token',
    severity: 'warning',
    sentence: 'the default of this token is public: set one of your own before the installation',
    broken: {
      [CREDENTIALS.installationToken.literal]: all(not(MULTI_TENANT), PUBLIC_INSTALLATION_TOKEN),
      // No error even with many tenants: an installation keeps its merging token for life, and chart 1.1.0 gave all the same.
      [CREDENTIALS.mergingToken.literal]: isPublic(CREDENTIALS.mergingToken),
    },
  },
];
