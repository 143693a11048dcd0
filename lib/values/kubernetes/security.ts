import { DESCENDING_PATH } from './patterns';
import { NOT_EMPTY, having, where } from './words';
import type { Constraints } from './words';

const ID = { minimum: 0, maximum: 2147483647 };
const PROFILE = { enum: ['RuntimeDefault', 'Localhost', 'Unconfined'] };

/** A profile has a path where its type is Localhost. */
const LOCALHOST = {
  allOf: [
    {
      ...where(
        'type',
        ['Localhost'],
        having({
          localhostProfile: { minLength: 1, $comment: 'given where type is Localhost: add it, or change type' },
        }),
      ),
      else: { maxProperties: 1, $comment: 'a map without localhostProfile, unless its type is Localhost' },
    },
  ],
};

/** Security contexts of pods and containers. */
export const security: Pick<Constraints, 'fields'> = {
  fields: {
    AppArmorProfile: LOCALHOST,
    'AppArmorProfile.type': PROFILE,
    'PodSecurityContext.fsGroup': ID,
    'PodSecurityContext.fsGroupChangePolicy': { enum: ['OnRootMismatch', 'Always'] },
    'PodSecurityContext.runAsGroup': ID,
    'PodSecurityContext.runAsUser': ID,
    'PodSecurityContext.seLinuxChangePolicy': { enum: ['MountOption', 'Recursive'] },
    'PodSecurityContext.supplementalGroups[]': ID,
    'PodSecurityContext.supplementalGroupsPolicy': { enum: ['Merge', 'Strict'] },
    SeccompProfile: LOCALHOST,
    'SeccompProfile.localhostProfile': DESCENDING_PATH,
    'SeccompProfile.type': PROFILE,
    SecurityContext: {
      allOf: [
        where('privileged', [true], {
          properties: {
            allowPrivilegeEscalation: {
              enum: [true],
              $comment: 'true where privileged is true: set it, or remove privileged',
            },
          },
        }),
      ],
    },
    'SecurityContext.procMount': { enum: ['Default', 'Unmasked'] },
    'SecurityContext.runAsGroup': ID,
    'SecurityContext.runAsUser': ID,
    'Sysctl.name': NOT_EMPTY,
  },
};
