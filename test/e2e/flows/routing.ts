import { join } from 'node:path';
import type { Context, Flow } from '../flow';
import { domainOf, platformValues, tenants, TENANTS } from '../platform';
import {
  at,
  checkRoutes,
  expectations,
  expectationsOfGateway,
  PRIVATE_PATHS,
  PUBLIC_PATHS,
  type Expectation,
} from '../routes';
import { CHART, demandSuccess, until, type Workspace } from '../workspace';
import { ask } from '../ask';
import { demandEqual } from '../steps';
import { forEach, merge, ROUTED } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

const GATEWAY_CRDS = ['gateways.gateway.networking.k8s.io', 'httproutes.gateway.networking.k8s.io'];

const wildcard = ({ namespace }: Workspace): string[] => ['', '*.'].map((start) => start + domainOf(namespace));

/** A Secret with a certificate for hosts, by default the domain and what is one label below it. Its common name is that of the Secret. */
async function addCertificate(
  workspace: Workspace,
  name: string,
  { namespace = workspace.namespace, hosts = wildcard(workspace) } = {},
): Promise<void> {
  const [key, certificate] = ['tls.key', 'tls.crt'].map((file) => join(workspace.folder, file));
  const names = `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`;
  const subject = ['-subj', `/CN=${name}`, '-addext', names, '-days', '2'];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', key, '-out', certificate];
  demandSuccess(await workspace.execute('openssl', args));
  await workspace.kubectl('create', 'secret', 'tls', name, '-n', namespace, `--key=${key}`, `--cert=${certificate}`);
}

/** One listener a port for each API, with TLS. */
function apart(namespace: string): JsonObject {
  const domain = domainOf(namespace);
  const hostnames = { enabled: true, hostnames: [`*.${domain}`] };
  const tls = [{ secretName: 'wildcard-tls', hosts: [`*.${domain}`] }];
  return merge(
    { gateway: { enabled: true, className: 'traefik', certificateRefs: [{ name: 'wildcard-tls' }] } },
    forEach(['api.private', 'api.public'], 'httpRoute', hostnames),
    forEach(ROUTED, 'ingress', { tls }),
  );
}

/** All behind one port of the Gateway, without TLS: hosts and paths decide. */
function together(namespace: string): JsonObject {
  const domain = domainOf(namespace);
  const port = 8585;
  const route = (host: string): JsonObject => ({ httpRoute: { enabled: true, hostnames: [`${host}.${domain}`] } });
  return {
    gateway: {
      enabled: true,
      className: 'traefik',
      ports: { private: port, public: port, gui: port, tms: port, tmsGui: port },
    },
    api: { private: route('*'), public: route('*') },
    gui: { console: route('gui') },
    tms: { docker: route('tms') },
    tmsGui: { docker: route('tms-gui') },
  };
}

/** On a port of its own an API answers every path of every tenant. */
function ownPort(namespace: string, from: string): Expectation[] {
  const domain = domainOf(namespace);
  const paths = [...PUBLIC_PATHS, ...PRIVATE_PATHS];
  return [
    ...at(`acme.${domain}`, paths, from),
    ...at(`unknown.${domain}`, ['/', '/track'], from),
    ...at(domain, ['/', '/track'], ''),
  ].map((one) => ({ ...one, tls: true }));
}

/** A controller takes some time to see routes and certificates. */
async function untilRouted(address: string, namespace: string, tls: boolean): Promise<void> {
  const host = `acme.${domainOf(namespace)}`;
  await until(`${host} answers at ${address}`, 60, async () => (await ask(address, { host, tls })).from !== '');
}

const routing: Flow = {
  name: 'routing',
  needs: GATEWAY_CRDS,
  run: async (context: Context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const { namespace, cluster } = workspace;
    await addCertificate(workspace, 'wildcard-tls');
    const file = workspace.write('values.yaml', platformValues(namespace, tenants(...TENANTS.slice(0, 1))));
    const first = workspace.write('apart.yaml', apart(namespace));
    await steps.step('helm install with Ingress, Gateway and TLS', async () => {
      await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file, '-f', first, '--timeout', '5m');
      await workspace.ready();
      for (const port of ['https', '8585', '8686']) await untilRouted(cluster.ports[port], namespace, true);
    });
    const secure = expectations(namespace).map((one) => ({ ...one, tls: true }));
    await steps.step('routing table by Ingress with TLS', () => checkRoutes(cluster.ports.https, secure));
    for (const [port, from] of [
      ['8585', 'public'],
      ['8686', 'private'],
    ])
      await steps.step(`Gateway, port ${port} with TLS: the ${from} API`, () =>
        checkRoutes(cluster.ports[port], ownPort(namespace, from)),
      );
    const second = workspace.write('together.yaml', together(namespace));
    await steps.step('helm upgrade to one port of the Gateway without TLS', async () => {
      await workspace.helm(4, 'upgrade', 'tracardi', CHART, '-f', file, '-f', second, '--timeout', '5m');
      await untilRouted(cluster.ports['8585'], namespace, false);
    });
    await steps.step('routing table by Gateway on one port', async () => {
      await until('the old routes are gone', 30, async () => {
        const answer = await ask(cluster.ports['8585'], { host: `gui.${domainOf(namespace)}` });
        return answer.from !== '';
      });
      await checkRoutes(cluster.ports['8585'], expectationsOfGateway(namespace));
    });
  },
};

/** Listeners by host, with a certificate each, one of them of another namespace; HTTP is sent to HTTPS. */
function listeners(namespace: string, certificates: string): JsonObject {
  const domain = domainOf(namespace);
  return merge(
    {
      gateway: {
        enabled: true,
        className: 'traefik',
        redirect: { enabled: true },
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP' },
          { name: 'https', port: 443, hostname: `*.${domain}`, certificateRefs: [{ name: 'wildcard-tls' }] },
          {
            name: 'acme',
            port: 443,
            hostname: `acme.${domain}`,
            certificateRefs: [{ name: 'acme-tls', namespace: certificates }],
          },
        ],
      },
    },
    forEach(ROUTED, 'ingress', { enabled: false }),
    forEach(['api.private', 'api.public'], 'httpRoute', { enabled: true }),
  );
}

const gateway: Flow = {
  name: 'gateway-listeners',
  needs: [...GATEWAY_CRDS, 'referencegrants.gateway.networking.k8s.io'],
  run: async (context: Context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const { namespace, cluster } = workspace;
    const domain = domainOf(namespace);
    const certificates = `${namespace}-certificates`;
    await workspace.addNamespace(certificates);
    await addCertificate(workspace, 'wildcard-tls');
    await addCertificate(workspace, 'acme-tls', { namespace: certificates, hosts: [`acme.${domain}`] });
    const values = merge(platformValues(namespace), listeners(namespace, certificates));
    await steps.step('helm install with listeners by host', async () => {
      const file = workspace.write('values.yaml', values);
      await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file, '--timeout', '5m');
      await workspace.ready();
      await untilRouted(cluster.ports.https, namespace, true);
    });
    await steps.step('HTTP is sent to HTTPS, for both APIs', async () => {
      for (const path of ['/track', '/user']) {
        const { status, location } = await ask(cluster.ports.http, { host: `acme.${domain}`, path });
        demandEqual({ status, location }, { status: 301, location: `https://acme.${domain}${path}` }, path);
      }
    });
    await steps.step('HTTPS: both APIs, with the certificate of the listener', async () => {
      for (const [path, api] of [
        ['/track', 'public'],
        ['/user', 'private'],
      ])
        for (const [tenant, certificate] of [
          ['acme', 'acme-tls'],
          ['globex', 'wildcard-tls'],
        ]) {
          const host = `${tenant}.${domain}`;
          const answer = await ask(cluster.ports.https, { host, path, tls: true });
          demandEqual({ from: answer.from, certificate: answer.certificate }, { from: api, certificate }, host + path);
        }
    });
  },
};

export const ROUTING_FLOWS: readonly Flow[] = [routing, gateway];
