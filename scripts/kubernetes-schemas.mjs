// Writes what the project takes from the Kubernetes API. Run by hand, with Go on PATH, when a version below changes:
//
//   node scripts/kubernetes-schemas.mjs
//
//   lib/values/kubernetes.definitions.json   definitions for values that are handed to Kubernetes as they are
//   test/schemas/                            what a Kubernetes API server says of its kinds, for the tests
//
// Sources, which `go mod download` fetches:
//
//   k8s.io/kubernetes@v1.35.2           api/openapi-spec/v3, api/discovery
//   sigs.k8s.io/gateway-api@v1.5.1      config/crd/standard
//   github.com/kedacore/keda/v2@v2.21.0 config/crd/bases
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { buildDefinitions } from './kubernetes-schemas/definitions.mjs';
import { moduleDirectory } from './kubernetes-schemas/modules.mjs';
import { buildServerData } from './kubernetes-schemas/server-data.mjs';

const KUBERNETES = 'k8s.io/kubernetes@v1.35.2';
const GATEWAY_API = 'sigs.k8s.io/gateway-api@v1.5.1';
const KEDA = 'github.com/kedacore/keda/v2@v2.21.0';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

async function write(path, value) {
  const file = join(ROOT, path);
  const options = await prettier.resolveConfig(file);
  // From minified text prettier puts on one line whatever fits, which keeps the file short and its differences small.
  const text = await prettier.format(JSON.stringify(value), { ...options, parser: 'json' });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const sources = {
  kubernetesVersion: KUBERNETES.split('@')[1],
  kubernetes: moduleDirectory(KUBERNETES),
  gatewayApi: moduleDirectory(GATEWAY_API),
  keda: moduleDirectory(KEDA),
};

await write('lib/values/kubernetes.definitions.json', buildDefinitions(sources));
for (const [name, value] of Object.entries(buildServerData(sources))) {
  await write(join('test', 'schemas', name), value);
}
