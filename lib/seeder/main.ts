import { readTenants } from './files';
import { KeyFile } from './key';
import { Log } from './log';
import { Redactor } from './redact';
import { EXIT, Report } from './report';
import { Run } from './run';
import { ConfigurationError, readReporting, readSettings } from './settings';

async function main(): Promise<number> {
  const log = new Log(readReporting(process.env));
  const report = new Report();
  try {
    const run = prepare(log, report);
    await run?.start();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    error.problems.forEach((problem) => log.write('error', 'configuration', problem));
    report.ended = { cause: 'configuration', reason: error.problems.join('; ') };
  }
  report.write(log);
  return report.exitCode;
}

function prepare(log: Log, report: Report): Run | undefined {
  const settings = readSettings(process.env);
  const tenants = readTenants(settings.configDir);
  const redactor = new Redactor();
  const key = new KeyFile(settings.tmsKeyFile, log, redactor);
  if (settings.mode === 'install') key.read();
  log.write('info', 'start', `${settings.mode}: ${tenants.length} tenants of ${settings.domain}`);
  if (tenants.length === 0) return undefined;
  const run = new Run(settings, tenants, report, log, { key, redactor });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => interrupt(run, signal, log));
  return run;
}

function interrupt(run: Run, signal: string, log: Log): void {
  const message = `${signal}: ${run.outlook}`;
  // Kubernetes may kill the process before a long install ends.
  log.terminate(message);
  log.write('warn', 'stopping', message);
  run.stop('retry', signal);
}

// Until the end is known: Node also ends a process that has nothing left to wait for.
process.exitCode = EXIT.retry;
process.on('uncaughtException', fail);

main().then((code) => process.stdout.write('', () => process.exit(code)), fail);

/** Says no more than the kind of an error: its text may hold anything. */
function fail({ name }: Error): void {
  console.error(`internal error (${name})`);
  process.exit(EXIT.retry);
}
