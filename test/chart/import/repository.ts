import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { helm4, run, toolEnvironment } from '../../support/tools';
import { CHART } from '../chart';

const ROOT = join(__dirname, '..', '..', '..');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** The chart in a repository of this machine, from which `cdk8s import` makes constructs. */
export class ChartRepository {
  public readonly folder = mkdtempSync(join(tmpdir(), 'tracardi-import-'));
  private readonly charts = join(this.folder, 'charts');
  private server?: Server;

  public async start(): Promise<void> {
    mkdirSync(join(this.folder, 'bin'));
    symlinkSync(helm4(), join(this.folder, 'bin', 'helm'));
    this.server = createServer(({ url = '' }, response) => {
      response.end(readFileSync(join(this.charts, basename(url))));
    });
    await new Promise<void>((resolve) => void this.server!.listen(0, '127.0.0.1', resolve));
    for (const args of [
      ['package', CHART, '-d', this.charts],
      ['repo', 'index', this.charts, '--url', this.url],
    ])
      expect(run(helm4(), args)).toMatchObject({ status: 0 });
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server!.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes the constructs into `imports` of an app. */
  public async importInto(app: string, language: string): Promise<void> {
    const path = [join(this.folder, 'bin'), process.env.PATH].join(delimiter);
    const args = ['import', `helm:${this.url}/tracardi@${version}`, '--language', language, '--no-check-upgrade'];
    await promisify(execFile)(process.execPath, [CDK8S, ...args, '--no-save'], {
      cwd: app,
      env: { ...toolEnvironment(), PATH: path },
    });
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }
}
