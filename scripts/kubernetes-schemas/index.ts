// Writes what the project takes from the Kubernetes API. Run by hand, with Go on PATH, when a version below or a constraint in
// lib/values/kubernetes changes:
//
//   npm run kubernetes-schemas
//
//   lib/values/kubernetes.definitions.json   definitions for values that are handed to Kubernetes as they are
//   test/schemas/                            what a Kubernetes API server says of its kinds, for the tests
//
// Sources, which `go mod download` fetches:
//
//   k8s.io/kubernetes@v1.35.2           api/openapi-spec/v3, api/discovery
//   sigs.k8s.io/gateway-api@v1.5.1      config/crd/standard
//   github.com/kedacore/keda/v2@v2.21.0 config/crd/bases
//   those of operators.ts
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as prettier from 'prettier';
import { buildDefinitions } from './definitions';
import { moduleDirectory } from './modules';
import { buildServerData } from './server-data';

const KUBERNETES = 'k8s.io/kubernetes@v1.35.2';
const GATEWAY_API = 'sigs.k8s.io/gateway-api@v1.5.1';
const KEDA = 'github.com/kedacore/keda/v2@v2.21.0';

const ROOT = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const sources = {
    kubernetesVersion: KUBERNETES.split('@')[1],
    kubernetes: moduleDirectory(KUBERNETES),
    gatewayApi: moduleDirectory(GATEWAY_API),
    keda: moduleDirectory(KEDA),
  };
  const files = { 'lib/values/kubernetes.definitions.json': buildDefinitions(sources), ...buildServerData(sources) };
  const texts = await Promise.all(Object.entries(files).map(formatted));
  for (const [file, text] of texts) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function formatted([path, value]: [string, unknown]): Promise<[file: string, text: string]> {
  const file = join(ROOT, path);
  const options = await prettier.resolveConfig(file);
  // From minified text prettier puts on one line whatever fits, which keeps the file short and its differences small.
  return [file, await prettier.format(JSON.stringify(value), { ...options, parser: 'json' })];
}

main().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
