import { judge, readState, type State } from '../../lib/seeder/classify';
import type { Answer, Outcome } from '../../lib/seeder/http';

/** What the API is known to answer, and what that means for an installation. */

function answer(status: number, body: unknown, changes: Partial<Answer> = {}): Answer {
  const common = {
    kind: 'answer',
    type: 'application/json',
    complete: true,
    connection: {},
    keepsAlive: true,
  } as const;
  return { ...common, status, body: JSON.stringify(body), ...changes };
}

const detail = (status: number, text: string): Answer => answer(status, { detail: text });

const ONE = { everyone: false };
const ALL = { everyone: true };

test.each<[string, Outcome, RegExp, { everyone: boolean }]>([
  ['route missing in the licence', detail(404, 'Not Found'), /does not offer tenant installation/, ALL],
  ['placeholder route', detail(402, 'Payment required.'), /does not offer tenant installation/, ALL],
  ['route of another method', detail(405, 'Method Not Allowed'), /does not offer tenant installation/, ALL],
  ['malformed', answer(422, { detail: [{ loc: ['body', 'name'], msg: 'Field required' }] }), /malformed/, ONE],
  ['another host', detail(403, 'Can not install tenant `a` on `b` instance. Please change the URL.'), /host/, ONE],
  ['not multi-tenant', detail(403, 'This tracardi setup is not configured as multi-tenant.'), /not multi-tenant/, ALL],
  ['the same, unhandled', detail(500, 'This tracardi setup is not configured as multi-tenant.'), /multi-tenant/, ALL],
  ['licence', detail(403, 'Multi-tenancy is not included in your license.'), /licence does not allow/, ALL],
  ['licence, unhandled', detail(500, 'Multi-tenancy is not included in your license.'), /licence does not allow/, ALL],
  ['open-source', detail(403, 'Installation is not allowed in open-source version.'), /licence does not allow/, ALL],
  ['open-source, unhandled', detail(500, 'Not allowed in open-source version.'), /licence does not allow/, ALL],
  ['login', detail(403, 'Invalid login or password'), /e-mail or the password/, ONE],
  ['login, unhandled', detail(500, 'Invalid login or password'), /e-mail or the password/, ONE],
  ['wrong key, 401', detail(401, 'Key is not known.'), /TMS key is refused/, ALL],
  ['wrong key, 403', detail(403, 'Key is not known.'), /TMS key is refused/, ALL],
  ['token', detail(403, 'Invalid installation token.'), /remove the tenant from the TMS/, ONE],
  ['token, unhandled', detail(500, 'Invalid installation token.'), /remove the tenant from the TMS/, ONE],
  ['not in the TMS', detail(403, 'Tenant [acme] not allowed.'), /TMS does not allow the tenant/, ONE],
])('fatal: %s', (_, outcome, reason, { everyone }) => {
  expect(judge(outcome)).toMatchObject({ kind: 'fatal', everyone, ended: true });
  expect(judge(outcome).reason).toMatch(reason);
});

test.each<[string, Outcome, boolean]>([
  ['no connection', { kind: 'fault', reason: 'ECONNREFUSED', sent: false }, true],
  ['a connection that broke', { kind: 'fault', reason: 'ECONNRESET', sent: true }, false],
  ['the API cannot reach the TMS', detail(403, 'Error during the connection to TMS'), true],
  ['the TMS takes no tenant', detail(500, 'TMS did not confirmed tenant creation.'), true],
  ['the API failed', detail(500, 'Internal error.'), true],
  ['the API restarts', detail(404, 'Not ready.'), true],
  ['the TMS fails, 502 passed on', detail(502, 'Bad gateway.'), false],
  ['a gateway', answer(503, '', { type: 'text/html', body: '<html>' }), false],
  ['a gateway that gives up', answer(504, '', { type: 'text/html', body: '<html>' }), false],
  ['a mesh that refuses', answer(403, '', { type: 'text/plain', body: 'RBAC: access denied' }), true],
  ['another server', answer(404, '', { type: 'text/html', body: '<html>' }), true],
  ['a redirect', answer(307, '', { type: '', body: '' }), true],
  ['too many requests', detail(429, 'Slow down.'), true],
  ['a body that broke off', answer(422, { detail: 'No.' }, { complete: false }), false],
  ['a page that reports success', answer(200, '', { type: 'text/html', body: '<html>' }), true],
])('to be repeated: %s', (_, outcome, ended) => {
  expect(judge(outcome)).toMatchObject({ kind: 'retry', everyone: false, ended });
});

test.each([200, 201, 204])('%s is to be verified', (status) => {
  expect(judge(answer(status, [])).kind).toBe('done');
});

const NOTHING = { schema_ok: false, admin_ok: false, form_ok: false, warning: null };

test.each<[string, Outcome, boolean, State]>([
  ['no database', answer(200, NOTHING), true, 'missing'],
  ['no indices', answer(200, { ...NOTHING, admin_ok: null, form_ok: null }), true, 'missing'],
  ['no indices, no administrator wanted', answer(200, NOTHING), false, 'missing'],
  ['no administrator', answer(200, { schema_ok: true, admin_ok: false }), true, 'partial'],
  ['an unknown administrator', answer(200, { schema_ok: true, admin_ok: null }), true, 'partial'],
  ['no administrator, none wanted', answer(200, { schema_ok: true, admin_ok: false }), false, 'installed'],
  ['all', answer(200, { schema_ok: true, admin_ok: true, form_ok: true, config: {} }), true, 'installed'],
  ['not ready', detail(404, 'Not ready.'), true, 'unclear'],
  [
    'the TMS does not know the tenant',
    detail(500, '1 validation error for SystemInstallationStatus\nwarning\n  Tenant [acme] not allowed.'),
    true,
    'lost',
  ],
  ['another validation error', detail(500, '1 validation error for Tenant'), true, 'unclear'],
  ['the TMS is away', detail(500, 'Cannot connect to host be-tms-svc:8383'), true, 'unclear'],
  ['another JSON', answer(200, { schema_ok: 'yes' }), true, 'unclear'],
  ['a list', answer(200, []), true, 'unclear'],
  ['a page', answer(200, { schema_ok: true, admin_ok: true }, { type: 'text/html' }), true, 'unclear'],
  ['half an answer', answer(200, { schema_ok: true, admin_ok: true }, { complete: false }), true, 'unclear'],
  ['no answer', { kind: 'fault', reason: 'ECONNRESET', sent: true }, true, 'unclear'],
])('the state of a tenant: %s', (_, outcome, needsAdmin, state) => {
  expect(readState(outcome, needsAdmin)).toBe(state);
});
