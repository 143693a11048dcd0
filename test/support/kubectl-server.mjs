// A server that tells kubectl of the kinds in test/schemas, so that it can check manifests without a cluster:
//
//   node test/support/kubectl-server.mjs -- kubectl apply --dry-run=client -f dist
//
// runs a command with KUBECONFIG set and ends with its status. Without a command it writes its URL and the environment
// for kubectl as one line of JSON and serves until its standard input ends.
//
// It holds no objects. Its OpenAPI v3 documents leave out the parameter `fieldValidation`, as API servers before
// Kubernetes 1.25 did: kubectl would otherwise leave the checks to the server, also in a client-side dry run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeOpenApiV2 } from './openapi-v2.mjs';

const SCHEMAS = join(dirname(fileURLToPath(import.meta.url)), '..', 'schemas');
const { kubernetesVersion, resources } = readSchemas('resources.json');
const types = readSchemas('types.json');

const CANCELLED = 130;
const JSON_TYPE = 'application/json';
const OPENAPI_V2_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const AGGREGATED_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const apiVersions = [...new Set(resources.map(({ apiVersion }) => apiVersion))];
const groups = [...new Set(apiVersions.map(groupOf))].filter(Boolean);

function readSchemas(file) {
  return JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'));
}

function groupOf(apiVersion) {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

function versionOf(apiVersion) {
  return apiVersion.split('/').at(-1);
}

function pathOf(apiVersion) {
  return groupOf(apiVersion) ? `apis/${apiVersion}` : `api/${apiVersion}`;
}

function versionsOf(group) {
  return apiVersions.filter((apiVersion) => groupOf(apiVersion) === group);
}

function resourcesOf(apiVersion) {
  return resources.filter((resource) => resource.apiVersion === apiVersion);
}

function kindOf({ apiVersion, kind }) {
  return { group: groupOf(apiVersion), version: versionOf(apiVersion), kind };
}

// Discovery

function aggregatedDiscovery(groupNames) {
  const items = groupNames.map((group) => ({
    metadata: group ? { name: group } : {},
    versions: versionsOf(group).map((apiVersion) => ({
      version: versionOf(apiVersion),
      resources: resourcesOf(apiVersion).map(aggregatedResource),
      freshness: 'Current',
    })),
  }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function aggregatedResource(resource) {
  const { name, singularName, shortNames, namespaced, verbs } = resource;
  const scope = namespaced ? 'Namespaced' : 'Cluster';
  return { resource: name, responseKind: kindOf(resource), scope, singularResource: singularName, shortNames, verbs };
}

function groupList() {
  const list = groups.map((name) => {
    const versions = versionsOf(name).map((groupVersion) => ({ groupVersion, version: versionOf(groupVersion) }));
    return { name, versions, preferredVersion: versions[0] };
  });
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: list };
}

function resourceList(apiVersion) {
  const list = resourcesOf(apiVersion).map(({ apiVersion: _, type: __, ...resource }) => resource);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources: list };
}

// OpenAPI

const openApiV2 = encodeOpenApiV2(types, kubernetesVersion);

function openApiV3Index() {
  const entries = apiVersions.map((apiVersion) => {
    const path = pathOf(apiVersion);
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${kubernetesVersion}` }];
  });
  return { paths: Object.fromEntries(entries) };
}

function openApiV3(apiVersion) {
  const paths = resourcesOf(apiVersion).map((resource) => {
    const scope = resource.namespaced ? 'namespaces/{namespace}/' : '';
    const patch = { parameters: [], responses: {}, 'x-kubernetes-group-version-kind': kindOf(resource) };
    return [`/${pathOf(apiVersion)}/${scope}${resource.name}/{name}`, { patch }];
  });
  const info = { title: 'Kubernetes', version: kubernetesVersion };
  return { openapi: '3.0.0', info, paths: Object.fromEntries(paths), components: { schemas: types } };
}

// Requests

function version() {
  const [major, minor] = kubernetesVersion.replace('v', '').split('.');
  return { major, minor, gitVersion: kubernetesVersion };
}

const ROUTES = {
  '/version': () => json(version()),
  '/api': (accept) => discovery(accept, [''], { kind: 'APIVersions', versions: ['v1'] }),
  '/apis': (accept) => discovery(accept, groups, groupList()),
  '/openapi/v2': () => ({ type: OPENAPI_V2_TYPE, body: openApiV2 }),
  '/openapi/v3': () => json(openApiV3Index()),
};
for (const apiVersion of apiVersions) {
  ROUTES[`/${pathOf(apiVersion)}`] = () => json(resourceList(apiVersion));
  ROUTES[`/openapi/v3/${pathOf(apiVersion)}`] = () => json(openApiV3(apiVersion));
}

function discovery(accept, groupNames, legacy) {
  const aggregated = accept.includes('g=apidiscovery.k8s.io;v=v2;');
  return aggregated ? { ...json(aggregatedDiscovery(groupNames)), type: AGGREGATED_TYPE } : json(legacy);
}

function json(value) {
  return { type: JSON_TYPE, body: JSON.stringify(value) };
}

function failure(code, reason, message) {
  return {
    ...json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }),
    code,
  };
}

function answer({ method, url, headers }) {
  const path = url.split('?')[0].replace(/(.)\/$/, '$1');
  if (method !== 'GET') return failure(405, 'MethodNotAllowed', 'this server holds no objects: use --dry-run=client');
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  return route ? route(headers.accept ?? '') : failure(404, 'NotFound', `nothing at ${path}`);
}

function respond(request, response) {
  const { code = 200, type, body } = answer(request);
  request.resume();
  response.writeHead(code, { 'content-type': type }).end(body);
}

/** The server's URL, the environment in which kubectl uses it, and a function that stops it. */
async function serve() {
  const server = createServer(respond);
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const directory = mkdtempSync(join(tmpdir(), 'kubectl-server-'));
  const env = { KUBECONFIG: join(directory, 'config'), KUBECACHEDIR: join(directory, 'cache') };
  writeFileSync(env.KUBECONFIG, JSON.stringify(kubeconfig(url)));
  const stop = () => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, env, stop };
}

function kubeconfig(server) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'schemas', cluster: { server } }],
    contexts: [{ name: 'schemas', context: { cluster: 'schemas', user: 'nobody', namespace: 'default' } }],
    users: [{ name: 'nobody', user: {} }],
    'current-context': 'schemas',
  };
}

function runCommand([command, ...args], env) {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? CANCELLED));
  });
}

function untilInputEnds() {
  return new Promise((resolve) => process.stdin.resume().once('end', resolve).once('error', resolve));
}

function cancel(stop) {
  stop();
  process.exit(CANCELLED);
}

async function main(args) {
  const command = args[0] === '--' ? args.slice(1) : args;
  const { url, env, stop } = await serve();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => cancel(stop));
  try {
    if (command.length) {
      process.exitCode = await runCommand(command, env);
    } else {
      console.log(JSON.stringify({ url, env }));
      await untilInputEnds();
    }
  } catch (error) {
    console.error(`kubectl-server: ${error.message}`);
    process.exitCode = 1;
  } finally {
    stop();
  }
}

await main(process.argv.slice(2));
