import * as https from 'node:https';
import type { JsonObject } from '../../json/json';
import { getAt } from '../../json/tree';
import type { Tenant } from '../../seeder/files';
import { KeyFile } from '../../seeder/key';
import { Redactor } from '../../seeder/redact';
import { Report } from '../../seeder/report';
import { Run } from '../../seeder/run';
import type { Settings } from '../../seeder/settings';
import { isError } from '../../values/check';
import { tenantDomain } from '../../values/domain';
import { readChecked } from '../../values/read';
import { UsageError } from '../command';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { report } from '../report';
import { sourcesOf } from '../sources';
import { isUnreadable } from '../unreadable';
import { Findings } from './findings';

const LONGEST_ANSWER_MS = 10_000;
const AT_A_TIME = 4;

/** Verifies as the Job does, from where it runs, that all tenants of some values are installed. */
export async function checkTenants(input: Input, operands: readonly string[]): Promise<number> {
  if (operands.length > 0) throw new UsageError(`"${operands[0]}" is one argument too many: values files come with -f`);
  const { url, timeoutMs } = readOptions(input);
  const { resolved, diagnostics } = readChecked(sourcesOf(input));
  const errors = diagnostics.filter(isError);
  process.stderr.write(report(errors));
  if (errors.length > 0) return errors.some(isUnreadable) ? UNUSABLE : INVALID;
  const tenants = tenantsOf(resolved);
  if (tenants.length === 0) {
    process.stderr.write('no tenants are declared: nothing is checked\n');
    return OK;
  }
  const findings = await ask(tenants, settingsOf(url, tenantDomain(resolved), timeoutMs));
  process.stdout.write(input.text('format') === 'json' ? findings.json() : findings.table());
  return findings.areAllInstalled ? OK : INVALID;
}

function readOptions(input: Input): { url: URL; timeoutMs: number } {
  const given = input.text('api');
  if (given === undefined)
    throw new UsageError(
      '--api is needed: the URL of the private API, as http://localhost:8686 after `kubectl port-forward service/be-private-svc 8686`',
    );
  const url = URL.canParse(given) ? new URL(given) : undefined;
  // The value is not repeated: a URL may hold a password.
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new UsageError('--api must be a URL such as http://localhost:8686, without user, password or query');
  const seconds = input.text('timeout') ?? '30';
  if (!/^\d{1,5}$/.test(seconds) || Number(seconds) < 1)
    throw new UsageError('--timeout must be a whole number of seconds, from 1 to 99999');
  return { url, timeoutMs: Number(seconds) * 1000 };
}

function tenantsOf(values: JsonObject): Tenant[] {
  const list = (getAt(values, ['tenants']) ?? []) as unknown as { name: string; email: string; needsAdmin?: boolean }[];
  return list.map(({ name, email, needsAdmin = true }) => ({
    name,
    email,
    needsAdmin,
    updateMapping: false,
    passwordFile: '',
  }));
}

function settingsOf(api: URL, domain: string, timeoutMs: number): Settings {
  return {
    mode: 'check',
    configDir: '',
    api,
    domain,
    tmsKeyFile: '',
    concurrency: AT_A_TIME,
    // Counted from the start of this process.
    timeoutMs: performance.now() + timeoutMs,
    requestTimeoutMs: LONGEST_ANSWER_MS,
    probeTimeoutMs: Math.min(timeoutMs, LONGEST_ANSWER_MS),
    settleMs: Math.min(timeoutMs / 4, 5000),
    backoffMs: 250,
  };
}

async function ask(tenants: readonly Tenant[], settings: Settings): Promise<Findings> {
  const outcome = new Report();
  const findings = new Findings(tenants, settings.domain, outcome);
  const redactor = new Redactor();
  const key = new KeyFile('', findings, redactor);
  const transport = settings.api.protocol === 'https:' ? https : undefined;
  const run = new Run(settings, tenants, outcome, findings, { key, redactor, transport });
  process.once('SIGINT', () => run.stop('retry', 'interrupted'));
  await run.start();
  return findings;
}
