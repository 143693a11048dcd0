import { CREDENTIALS, isCredentialGiven } from '../credentials';
import type { Credential } from '../credentials';
import { MULTI_TENANT, MULTI_TENANT_SWITCH } from '../tenancy';
import { all, any, given, is, matches, more, not } from '../term';
import type { PlainRule } from './rule';

const missing = (credential: Credential): PlainRule['broken'] => ({
  [credential.literal]: all(MULTI_TENANT, not(isCredentialGiven(credential))),
});

const password = any(given('password'), given('passwordFrom.name'));

/** A Service that documents of the chart before name, and that never existed. */
const NO_SERVICE = ['be-fa-tms-svc', 'be-fa-tms-svc.tracardi', 'be-fa-tms-svc.tracardi.svc.cluster.local'];

/** Whether this installation has a TMS that nobody reaches by a host of the user's. */
const OWN_TMS = all(
  MULTI_TENANT,
  '/tms.docker.enabled',
  not('/tms.docker.ingress.enabled'),
  not('/tms.docker.httpRoute.enabled'),
  not('/tms.docker.service.loadBalancer'),
  not(matches('/tmsApi.url', '//([a-z0-9-]+-)?be-tms-(svc|lb)[.:/]')),
);

export const TENANCY: readonly PlainRule[] = [
  {
    id: 'tms-host',
    severity: 'warning',
    sentence:
      'no chart has ever made a Service of this name: remove tmsApi.host to use the TMS of this installation, or name the Service that you have made',
    broken: {
      'tmsApi.host': all(
        MULTI_TENANT,
        not(given('/tmsApi.url')),
        any(...NO_SERVICE.map((name) => is('/tmsApi.host', name))),
      ),
    },
  },
  {
    id: 'tms-secret-key',
    cause: MULTI_TENANT_SWITCH,
    sentence:
      'multi-tenancy needs the signing key of the TMS: set secrets.tms.secretKey, or the Secret that has it: secrets.tms.existing.name, or secrets.tms.valueFrom.secretKey.name and .key',
    broken: missing(CREDENTIALS.tmsSecretKey),
  },
  {
    id: 'tms-api-key',
    cause: MULTI_TENANT_SWITCH,
    sentence:
      'multi-tenancy needs the API key of the TMS: set secrets.tms.apiKey, or the Secret that has it: secrets.tms.existing.name, or secrets.tms.valueFrom.apiKey.name and .key',
    broken: missing(CREDENTIALS.tmsApiKey),
  },
  {
    id: 'license',
    cause: MULTI_TENANT_SWITCH,
    sentence:
      'multi-tenancy needs a licence: set secrets.license.licenseKey, or the Secret that has it: secrets.license.existing.name, or secrets.license.valueFrom.licenseKey.name and .key',
    broken: missing(CREDENTIALS.license),
  },
  {
    id: 'external-tms',
    cause: 'tms.docker.enabled',
    sentence:
      'without a TMS of its own (tms.docker.enabled: false) a multi-tenant installation needs one elsewhere: set tmsApi.url or tmsApi.host',
    broken: {
      'tmsApi.url': all(
        MULTI_TENANT,
        not('/tms.docker.enabled'),
        not(given('/tmsApi.url')),
        not(given('/tmsApi.host')),
      ),
    },
  },
  {
    id: 'two-tms',
    severity: 'warning',
    sentence:
      'leads to a TMS elsewhere, and that of this installation runs beside it without work: set tms.docker.enabled to false, or remove this',
    broken: { 'tmsApi.url': all(OWN_TMS, given('/tmsApi.url')) },
  },
];

export const TENANTS: readonly PlainRule[] = [
  {
    id: 'tenants-multi-tenant',
    sentence: 'tenants need multi-tenancy: set config.multiTenant.multi to "yes"',
    broken: { tenants: all(given('/tenants'), not(MULTI_TENANT)) },
  },
  {
    id: 'tenants-private-api',
    sentence: 'tenants are installed through the private API: enable api.private',
    broken: { tenants: all(given('/tenants'), not('/api.private.enabled')) },
  },
  {
    id: 'tenant-password',
    sentence: 'a tenant needs a password: set password, or passwordFrom.name and .key',
    each: 'tenant',
    // The program drops a newline at the end.
    broken: { '': any(not(password), is('password', '\n'), is('password', '\r\n')) },
  },
  {
    id: 'tenant-password-twice',
    sentence: 'a tenant has one password: remove password or passwordFrom',
    each: 'tenant',
    broken: { '': all(given('password'), given('passwordFrom.name')) },
  },
  {
    id: 'seed-deadline',
    sentence:
      'the tenant Job may not be ended while it still waits: set activeDeadlineSeconds to timeoutSeconds or more',
    broken: { 'seed.activeDeadlineSeconds': more('/seed.timeoutSeconds', '/seed.activeDeadlineSeconds') },
  },
];
