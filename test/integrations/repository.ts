import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace, ROOT } from '../cli/command';
import { run } from '../support/tools';

/** A repository with three environments over a common base, and a pull request that changes them. */
export class Repository extends Workplace {
  /** Commit that the pull request is based on. */
  public old: string;

  public constructor() {
    super();
    this.git('init', '-q');
    this.write('base.yaml', BASE);
    for (const name of ['dev', 'staging', 'prod']) this.write(`environments/${name}.yaml`, ENVIRONMENT(name));
    this.old = this.commit();
  }

  public commit(): string {
    this.git('add', '--all');
    this.git('commit', '-qm', 'change');
    return run('git', ['rev-parse', 'HEAD'], { cwd: this.folder }).stdout.trim();
  }

  /** The pull request: one environment is broken, one gets a tenant and more pods, one goes. */
  public change(): void {
    this.write('environments/dev.yaml', ENVIRONMENT('dev').replace('replicas:', 'replica:'));
    this.write('environments/prod.yaml', `${ENVIRONMENT('prod').replace('replicas: 2', 'replicas: 5')}${TENANT}`);
    this.git('rm', '-q', 'environments/staging.yaml');
    this.commit();
  }

  /** A program of this name before all others on PATH. */
  public program(name: string, script: string): string {
    const file = join(this.folder, this.write(`.programs/${name}`, `#!/usr/bin/env bash\n${script}`));
    chmodSync(file, 0o755);
    return join(this.folder, '.programs');
  }
}

const BASE = `config: { multiTenant: { multi: "yes" } }
secrets:
  license: { valueFrom: { licenseKey: { name: tracardi, key: license } } }
  tms: { valueFrom: { secretKey: { name: tracardi, key: tms }, apiKey: { name: tracardi, key: api } } }
  installation: { valueFrom: { token: { name: tracardi, key: installation } } }
  mergingTokenFrom: { name: tracardi, key: merging }
`;
const ENVIRONMENT = (name: string): string => `config: { multiTenant: { domain: ${name}.example } }
api:
  public:
    replicas: 2
`;
const TENANT = 'tenants: [{ name: acme, email: a@b.example, passwordFrom: { name: tracardi, key: acme } }]\n';

/** The package as it would be published. */
export function pack(folder: string): string {
  const { stdout } = run('npm', ['pack', ROOT, '--json', '--ignore-scripts'], { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as { filename: string }[];
  return join(folder, filename);
}

/** Runs a script as GitHub and GitLab run one. */
export function bash(script: string, folder: string, env: NodeJS.ProcessEnv): { status: number; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  return { status: status ?? -1, output: stdout + stderr };
}
