import {
  bool,
  choice,
  custom,
  integer,
  kubernetes,
  kubernetesList,
  labels,
  annotations,
  listOf,
  section,
} from '../nodes';
import type { ListOf, Section } from '../nodes';
import { secretKey } from './secrets';
import { everyPod, image, layered, resources, serviceAccount } from './workload';

/** A field of a schedule: values, ranges and steps, separated by commas. */
const field = (value: string): string => {
  const part = `([*?]|${value}(-${value})?)(/[1-9][0-9]?)?`;
  return `${part}(,${part})*`;
};
const MONTH = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAY = 'sun|mon|tue|wed|thu|fri|sat';
const FIELDS = [
  '[0-5]?[0-9]',
  '([01]?[0-9]|2[0-3])',
  '(0?[1-9]|[12][0-9]|3[01])',
  `(0?[1-9]|1[0-2]|${MONTH}|${MONTH.toUpperCase()})`,
  `(0?[0-6]|${DAY}|${DAY.toUpperCase()})`,
];
const SCHEDULE = `^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|${FIELDS.map(field).join(' +')})?$`;

const LABEL = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';

const tenant = section(
  'A tenant.',
  {
    name: custom(
      'Name, the first label of the tenant’s host. It never changes.',
      'string',
      {
        type: 'string',
        minLength: 3,
        maxLength: 63,
        allOf: [{ pattern: LABEL }, { pattern: '[a-z]' }],
        // CDK8s takes a map with such a key, as that of the passwords, for no map.
        not: { enum: ['constructor'] },
        $comment:
          '3 to 63 lower-case letters, digits and "-", at least one letter, a letter or digit at both ends, not "constructor"',
      },
      { default: 'acme' },
    ),
    email: custom(
      'E-mail address of the tenant’s administrator.',
      'string',
      {
        type: 'string',
        maxLength: 254,
        pattern:
          "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?([.][A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)+$",
        $comment: 'an e-mail address',
      },
      { default: 'admin@acme.example' },
    ),
    password: custom(
      'Password of the administrator (Secret tenant-passwords). An existing password is not changed.',
      'string',
      { type: 'string', maxLength: 512, format: 'password' },
      { default: '' },
    ),
    passwordFrom: secretKey('the password'),
    needsAdmin: bool('Whether an administrator is made.', true),
    updateMapping: bool('Whether the mappings of existing indices are updated.', false),
  },
  { name: 'TenantValues', required: ['name', 'email'] },
);

export const tenants: ListOf = listOf(
  'Tenants that a Job installs after the platform is up. Removing one from the list deletes nothing.',
  tenant,
  {
    example: [{ name: 'acme', email: 'admin@acme.example', passwordFrom: { name: 'acme-admin', key: 'password' } }],
  },
);

export const seed: Section = section('The Job that installs the tenants. It is only made where there are any.', {
  enabled: bool('Whether it is made.', true),
  useHelmHooks: bool(
    'Whether it is a Helm hook (post-install, post-upgrade). Otherwise it is an ordinary Job, named by a hash of all that it does, and there is no `helm test`. The synthesizer’s own default is false.',
    true,
  ),
  mode: choice('`install`, or `check`: it only verifies that all are installed.', ['install', 'check'], {
    default: 'install',
    example: 'check',
  }),
  checkSchedule: custom(
    'When a CronJob `tenant-check` verifies that all tenants are installed, in UTC; its Job fails where one is not. Empty: never.',
    'string',
    {
      type: 'string',
      pattern: SCHEDULE,
      $comment: 'a schedule of five fields such as "0 6 * * *", or @hourly, @daily, @weekly',
    },
    { default: '', example: '0 6 * * *' },
  ),
  image: image('node', '24-alpine'),
  concurrency: integer(
    'Tenants installed at the same time. More than one may meet in the bootstrap of the shared database.',
    {
      default: 1,
      min: 1,
      max: 256,
      example: 4,
    },
  ),
  timeoutSeconds: integer('Seconds that it waits for the platform and repeats what failed.', {
    default: 240,
    min: 1,
    max: 86400,
    example: 600,
  }),
  requestTimeoutSeconds: integer('Seconds that one installation may take.', {
    default: 600,
    min: 1,
    max: 86400,
    example: 900,
  }),
  activeDeadlineSeconds: integer('Seconds after which the Job is ended.', { default: 3600, min: 1, example: 7200 }),
  backoffLimit: integer(
    'How often a failed pod is followed by another. Failures that no repetition helps end the Job at once.',
    {
      default: 3,
      example: 6,
    },
  ),
  ttlSecondsAfterFinished: integer('Seconds after which a finished Job is deleted. Null: never.', {
    default: null,
    example: 86400,
    optional: true,
  }),
  logFormat: choice('Format of its log.', ['text', 'json'], { default: 'text', example: 'json' }),
  ...layered({
    resources: resources({ requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } }),
    podSecurityContext: kubernetes('Security context of the pod.', 'PodSecurityContext', {
      default: {
        fsGroup: 1000,
        runAsGroup: 1000,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      example: { runAsUser: 2000 },
    }),
    containerSecurityContext: kubernetes('Security context of the container.', 'SecurityContext', {
      default: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      example: { runAsUser: 2000 },
    }),
    imagePullSecrets: kubernetesList(
      'Pull secrets beside `secrets.dockerHub` and `global.imagePullSecrets`.',
      'LocalObjectReference',
      {
        example: [{ name: 'mirror-login' }],
      },
    ),
    serviceAccount: serviceAccount(),
    ...everyPod(),
    labels: labels('Labels of the Job.'),
    annotations: annotations('Annotations of the Job.'),
    podLabels: labels(
      'Labels of the pods of the Job, of the checks and of `helm test`. The default keeps the sidecar of Istio out, with which a Job’s pod may never end.',
      { 'sidecar.istio.io/inject': 'false' },
    ),
    podAnnotations: annotations('Annotations of these pods. The default keeps the proxy of Linkerd out.', {
      'linkerd.io/inject': 'disabled',
    }),
  }),
});
