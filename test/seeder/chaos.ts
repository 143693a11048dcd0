import * as fc from 'fast-check';
import type { Fault, PlatformOptions } from '../stand-in/options';
import { KEY, names } from './program';

export interface Kill {
  readonly signal: 'SIGKILL' | 'SIGTERM';
  /** The platform has got so many requests of the run. */
  readonly atRequest: number;
  /** And so many milliseconds have passed since. */
  readonly afterMs: number;
}

export interface Scenario {
  readonly tenants: readonly string[];
  readonly concurrency: number;
  readonly platform: PlatformOptions;
  /** The first runs have a wrong key. */
  readonly wrongKeyRuns: number;
  /** One for each of the first runs. */
  readonly kills: readonly Kill[];
}

const RETRIED = [408, 429, 500, 502, 503, 504];
const FATAL: readonly [number, string][] = [
  [422, 'No.'],
  [403, 'Can not install tenant `a` on `b` instance. Please change the URL.'],
  [403, 'Multi-tenancy is not included in your license.'],
  [500, 'Invalid installation token.'],
  [500, 'Invalid login or password.'],
  [401, 'Key is not known.'],
  [404, 'Not Found'],
];

const TMS_PLACES = ['tms-key', 'tms-tenant', 'tms-find'] as const;

const times = fc.integer({ min: 1, max: 3 });
/** The API asks the TMS three times. */
const tries = fc.constantFrom(1, 3, 6);

function lasting(tenants: readonly string[]): fc.Arbitrary<Fault> {
  const common = { times, tenant: fc.option(fc.constantFrom(...tenants), { nil: undefined }), after: fc.boolean() };
  const status = fc.constantFrom(...RETRIED);
  return fc.oneof(
    fc.record({
      on: fc.constantFrom('health', 'root', 'state', 'install', 'api'),
      kind: fc.constantFrom('reset', 'reset-body', 'truncated', 'hang', 'huge', 'not-json', 'wrong-type', 'redirect'),
      ...common,
    }),
    fc.record({
      on: fc.constantFrom('health', 'root', 'state', 'install'),
      kind: fc.constant('status'),
      status,
      ...common,
    }),
    fc.record({ on: fc.constant('root'), kind: fc.constant('single'), times }),
    fc.record({ ...common, on: fc.constant('install'), kind: fc.constant('no-indices'), times: fc.constantFrom(1, 2) }),
    fc.record({ on: fc.constantFrom('api', 'tms'), kind: fc.constant('refuse'), ms: fc.integer({ min: 1, max: 80 }) }),
    fc.record({ on: fc.constantFrom(...TMS_PLACES), kind: fc.constantFrom('reset', 'hang'), times }),
    fc.record({ on: fc.constantFrom(...TMS_PLACES), kind: fc.constant('status'), status, times: tries }),
    fc.record({
      on: fc.constant('install'),
      kind: fc.constantFrom('reset', 'hang', 'status'),
      status: fc.constantFrom(502, 503, 504),
      beside: fc.constant(true),
      times,
    }),
    fc.record({
      on: fc.constant('install'),
      kind: fc.constantFrom('crash', 'drip', 'echo'),
      ms: fc.constant(1),
      ...common,
    }),
  );
}

/** Once only: were it asked again, it would be found out. */
function fatal(tenants: readonly string[]): fc.Arbitrary<Fault> {
  return fc
    .record({ answer: fc.constantFrom(...FATAL), tenant: fc.constantFrom(...tenants), echo: fc.boolean() })
    .map(({ answer: [status, detail], tenant, echo }): Fault => {
      const kind = echo && status !== 500 ? 'echo' : 'status';
      return { on: 'install', kind, status, detail, tenant };
    });
}

function platform(tenants: readonly string[]): fc.Arbitrary<PlatformOptions> {
  const faults = fc
    .tuple(fc.array(lasting(tenants), { maxLength: 6 }), fc.array(fatal(tenants), { maxLength: 2 }))
    .chain(([some, others]) => fc.shuffledSubarray([...some, ...others], { minLength: some.length + others.length }));
  const common = {
    host: fc.constantFrom('127.0.0.1', '::1'),
    keys: fc.constant([KEY]),
    hostRule: fc.constantFrom('open', 'successor'),
    permissionStatus: fc.constantFrom(403, 500),
    refusal: fc.constantFrom(401, 403, 404),
    installMs: fc.constantFrom(0, 6, 15, 60),
    goesOn: fc.boolean(),
    notReady: fc.integer({ min: 0, max: 3 }),
    tellsAdmin: fc.boolean(),
    tellsMode: fc.constantFrom(true, true, true, false),
    faults,
  };
  return fc
    .tuple(fc.record(common), fc.shuffledSubarray([...tenants]), fc.nat(tenants.length - 1), fc.nat(2), fc.nat(2))
    .map(([options, order, there, half, lost]): PlatformOptions => {
      // Some are there, some of the others are half there, and of those the TMS has lost some.
      const halfInstalled = order.slice(there, there + half);
      return { ...options, installed: order.slice(0, there), halfInstalled, forgotten: halfInstalled.slice(0, lost) };
    });
}

export const scenario: fc.Arbitrary<Scenario> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const tenants = names(count);
  const signal = fc.constantFrom('SIGKILL' as const, 'SIGKILL' as const, 'SIGTERM' as const);
  return fc.record({
    tenants: fc.constant(tenants),
    concurrency: fc.constantFrom(1, 1, 2, 4),
    platform: platform(tenants),
    wrongKeyRuns: fc.constantFrom(0, 0, 0, 1),
    kills: fc.array(
      fc.record({ signal, atRequest: fc.integer({ min: 1, max: 20 }), afterMs: fc.constantFrom(0, 0, 3, 10) }),
      { maxLength: 3 },
    ),
  });
});
