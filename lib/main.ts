import { resolve } from 'node:path';
import { invalidName } from './cli/release';
import { describeFault, report } from './cli/report';
import { assertNode } from './node-version';
import { SUFFIX, writeManifests, writtenLine } from './output';
import { synthesize } from './synthesize';

/**
 * The app that `cdk8s synth` runs. The CDK8s CLI empties its output folder before it starts the app, so cdk8s.yaml names a
 * staging folder: dist/ gets the manifests only once all went well, and keeps what else it holds.
 */
const STAGING = resolve('build/synth');
const DIST = 'dist';
const EXAMPLE = 'examples/multi-tenant/values.yaml';

function run(environment: NodeJS.ProcessEnv): number {
  const release = environment.TRACARDI_RELEASE || 'tracardi';
  const namespace = environment.TRACARDI_NAMESPACE || undefined;
  const files = (environment.TRACARDI_VALUES || EXAMPLE)
    .split(',')
    .map((file) => file.trim())
    .filter(Boolean);
  const problem = invalidName(release, namespace);
  if (problem) return fail(problem);
  const { diagnostics, yaml } = synthesize({
    sources: files.map((file) => ({ kind: 'file', file })),
    release,
    namespace,
  });
  process.stderr.write(report(diagnostics));
  if (yaml === undefined) return 1;
  const output = resolve(environment.CDK8S_OUTDIR || STAGING);
  const manifests = [{ file: release + SUFFIX, yaml }];
  const written = writeManifests(output, release, manifests);
  process.stderr.write(writtenLine(output === STAGING ? writeManifests(DIST, release, manifests) : written));
  return 0;
}

function fail(problem: string): number {
  process.stderr.write(`error: ${problem}\n`);
  return 1;
}

try {
  assertNode();
  process.exitCode = run(process.env);
} catch (error) {
  process.exitCode = fail(describeFault(error));
}
