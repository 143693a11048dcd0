import { MULTI_TENANT } from './tenancy';
import { all, given } from './term';

/** Annotations of what `helm test` runs. */
export const TEST_HOOK = { 'helm.sh/hook': 'test', 'helm.sh/hook-delete-policy': 'before-hook-creation' } as const;

/** The Job that installs the tenants. */
export const SEED = {
  /** Name of the Job and of its component. As an ordinary Job it ends in a hash. */
  name: 'tenant-seed',
  /** When it is made. */
  where: all('/seed.enabled', given('/tenants'), MULTI_TENANT),
  /** Name of the CronJob that verifies the tenants, and of its component: what selects the Job does not select it. */
  checkName: 'tenant-check',
  container: 'seed',
  /** Folders below /seed, one a volume. */
  volumes: ['program', 'tenants', 'passwords', 'key'],
  programFile: 'seed.cjs',
  keyFile: 'tms-api-key',
  /** Tenants in one ConfigMap or Secret: with the longest names, addresses and passwords they stay below the 1 MiB that one may have. */
  tenantsPerObject: 1000,
  /** Exit codes of the program where no repetition helps: 2 where it is set up wrongly. */
  finalExitCodes: [2, 42],
  hook: {
    'helm.sh/hook': 'post-install,post-upgrade',
    'helm.sh/hook-weight': '5',
    'helm.sh/hook-delete-policy': 'before-hook-creation',
    // Helm 3.18 and newer print the log of a Job that failed. Under Flux users take it away: docs/gitops.md says why.
    'helm.sh/hook-output-log-policy': 'hook-failed',
  },
  /**
   * How Node runs the program. A request leaves much garbage and the run keeps little: left alone the heap grows to several times
   * what is in use, beyond what a Job's container gets, and threads that help to compile and to collect bring memory of their own:
   * with Node 24 some 20 MiB.
   */
  nodeFlags: ['--max-semi-space-size=2', '--heap-growing-percent=50', '--single-threaded'],
} as const;

/** Name of the Pod that `helm test` runs where no tenant is verified. */
export const PLATFORM_TEST = 'platform-test';
