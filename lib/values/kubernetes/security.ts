import { DESCENDING_PATH, SUBDOMAIN } from './patterns';
import { having, where } from './words';
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
          localhostProfile: {
            pattern: '^\\S(.*\\S)?$',
            $comment:
              'the name of a profile, without blanks around it, where type is Localhost: add it, or change type',
          },
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
        {
          if: { properties: { allowPrivilegeEscalation: { enum: [false] } }, required: ['allowPrivilegeEscalation'] },
          then: {
            properties: {
              capabilities: {
                properties: {
                  add: {
                    items: {
                      not: { enum: ['CAP_SYS_ADMIN'] },
                      $comment: 'another capability than CAP_SYS_ADMIN where allowPrivilegeEscalation is false',
                    },
                  },
                },
              },
            },
          },
        },
      ],
    },
    // Unmasked needs pods that are not of the host's users, of which there is no setting.
    'SecurityContext.procMount': { enum: ['Default'] },
    'SecurityContext.runAsGroup': ID,
    'SecurityContext.runAsUser': ID,
    'Sysctl.name': {
      pattern: '^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$',
      maxLength: 253,
      $comment: 'the name of a setting of the kernel such as net.core.somaxconn',
    },
    'WindowsSecurityContextOptions.gmsaCredentialSpec': { minLength: 1 },
    'WindowsSecurityContextOptions.gmsaCredentialSpecName': SUBDOMAIN,
    // Pods of these would need the network of the host.
    'WindowsSecurityContextOptions.hostProcess': { enum: [false] },
    'WindowsSecurityContextOptions.runAsUserName': {
      pattern: '^([A-Za-z0-9][-A-Za-z0-9.]{0,14}\\\\)?[A-Za-z0-9_][-A-Za-z0-9_ ]{0,19}$',
      $comment: 'a user of Windows such as ContainerUser or DOMAIN\\user',
    },
  },
};
