import type { Outcome } from './http';
import { detail, readObject } from './redact';

/** `partial`: no administrator; `lost`: nor does the TMS know the tenant, for which the API has no answer but an error. */
export type State = 'installed' | 'partial' | 'lost' | 'missing' | 'unclear';

/** What the answer to an install means, as long as `GET /install` does not say that the tenant is there. */
export interface Verdict {
  readonly kind: 'done' | 'retry' | 'fatal';
  readonly reason: string;
  /** Whether every other tenant would get the same answer. */
  readonly everyone: boolean;
  /** False where the server may still be at work on it. */
  readonly ended: boolean;
  /** Where another run at work on the tenant would give the same answer: what is said as long as it may be. @default - it would not */
  readonly meanwhile?: string;
}

interface Rule {
  readonly statuses: readonly number[];
  /** @default - any text */
  readonly text?: RegExp;
  readonly verdict: Verdict;
}

const LICENCE = 'the licence does not allow it';
const NO_ROUTE =
  'the API does not offer tenant installation: its licence lacks multi-tenant, or the TMS does not know the key';
const OTHER_TOKEN =
  'the installation token that the TMS holds for the tenant is another one: remove the tenant from the TMS and run again';

// The first that fits decides. Errors that an install raises deep inside come as 500 with the same texts as with 403.
const RULES: readonly Rule[] = [
  { statuses: [404], text: /^not ready/i, verdict: retry('the API is not ready') },
  { statuses: [402, 404, 405], verdict: fatal(NO_ROUTE, true) },
  { statuses: [422], verdict: fatal('the API refuses the request as malformed') },
  { statuses: [403], text: /error during the connection to tms/i, verdict: retry('the API cannot reach the TMS') },
  { statuses: [403], text: /can not install tenant/i, verdict: fatal('the API takes the host for another tenant') },
  {
    statuses: [403, 500],
    text: /not configured as multi-tenant/i,
    verdict: fatal('the API is not multi-tenant', true),
  },
  { statuses: [403, 500], text: /^tenant .*not allowed/i, verdict: fatal('the TMS does not allow the tenant') },
  { statuses: [403, 500], text: /included in your licen[sc]e|in open-source version/i, verdict: fatal(LICENCE, true) },
  { statuses: [403], text: /licen[sc]e/i, verdict: fatal(LICENCE, true) },
  { statuses: [403, 500], text: /login or password/i, verdict: fatal('the API refuses the e-mail or the password') },
  {
    statuses: [403, 500],
    text: /invalid installation token/i,
    verdict: { ...fatal(OTHER_TOKEN), meanwhile: 'another run may be installing it' },
  },
  { statuses: [401, 403], verdict: fatal('the TMS key is refused', true) },
  { statuses: [500], verdict: retry('the API failed') },
];

export function readState(outcome: Outcome, needsAdmin: boolean): State {
  if (outcome.kind === 'fault') return 'unclear';
  const body = readObject(outcome);
  if (outcome.status === 500 && body && /validation error for \w*InstallationStatus/i.test(detail(outcome.body)))
    return 'lost';
  if (outcome.status !== 200 || typeof body?.schema_ok !== 'boolean') return 'unclear';
  if (!body.schema_ok) return 'missing';
  return body.admin_ok === true || !needsAdmin ? 'installed' : 'partial';
}

export function judge(outcome: Outcome): Verdict {
  if (outcome.kind === 'fault') return unfinished('the connection failed', !outcome.sent);
  // Every answer of the API itself is JSON; other answers come from something on the way to it.
  const ended = outcome.complete && outcome.status < 500;
  if (outcome.status !== 204 && !readObject(outcome)) return unfinished('no answer of the API', ended);
  if (outcome.status >= 200 && outcome.status < 300) {
    return { kind: 'done', reason: 'the API reports success, GET /install does not', everyone: false, ended: true };
  }
  const text = detail(outcome.body);
  const rule = RULES.find(
    ({ statuses, text: sought }) => statuses.includes(outcome.status) && (sought?.test(text) ?? true),
  );
  return rule?.verdict ?? unfinished('unexpected answer', ended);
}

function retry(reason: string): Verdict {
  return { kind: 'retry', reason, everyone: false, ended: true };
}

function unfinished(reason: string, ended: boolean): Verdict {
  return { kind: 'retry', reason, everyone: false, ended };
}

function fatal(reason: string, everyone = false): Verdict {
  return { kind: 'fatal', reason, everyone, ended: true };
}
