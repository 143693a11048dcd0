import type { Answer, Outcome } from './http';
import { detail, parse } from './redact';

export type State = 'installed' | 'partial' | 'missing' | 'unclear';

/** What the answer to an install means, as long as `GET /install` does not say that the tenant is there. */
export interface Verdict {
  readonly kind: 'done' | 'retry' | 'fatal';
  readonly reason: string;
  /** Whether every other tenant would get the same answer. */
  readonly everyone: boolean;
  /** False where the server may still be at work on it. */
  readonly ended: boolean;
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
  { statuses: [403, 500], text: /invalid installation token/i, verdict: fatal(invalidToken()) },
  { statuses: [401, 403], verdict: fatal('the TMS key is refused', true) },
  { statuses: [500], verdict: retry('the API failed') },
];

export function readState(outcome: Outcome, needsAdmin: boolean): State {
  const body = outcome.kind === 'answer' && outcome.status === 200 ? readObject(outcome) : undefined;
  if (typeof body?.schema_ok !== 'boolean') return 'unclear';
  if (!body.schema_ok) return 'missing';
  return body.admin_ok === true || !needsAdmin ? 'installed' : 'partial';
}

export function judge(outcome: Outcome): Verdict {
  if (outcome.kind === 'fault') return unfinished('the connection failed', !outcome.sent);
  if (outcome.status >= 200 && outcome.status < 300) {
    return { kind: 'done', reason: 'the API reports success, GET /install does not', everyone: false, ended: true };
  }
  // Every answer of the API itself is JSON; other answers come from something on the way to it.
  const ended = outcome.complete && outcome.status < 500;
  if (!readObject(outcome)) return unfinished('no answer of the API', ended);
  const text = detail(outcome.body);
  const rule = RULES.find(
    ({ statuses, text: sought }) => statuses.includes(outcome.status) && (sought?.test(text) ?? true),
  );
  return rule?.verdict ?? unfinished('unexpected answer', ended);
}

function readObject({ complete, type, body }: Answer): Record<string, unknown> | undefined {
  const value = complete && /json/i.test(type) ? parse(body) : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
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

function invalidToken(): string {
  return 'the installation token that the TMS holds for the tenant is another one: remove the tenant from the TMS and run again';
}
