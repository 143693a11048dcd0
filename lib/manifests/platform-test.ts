import type { Component } from '../component';
import type { Platform } from '../platform';
import type { SeedValues } from '../values/generated/resolved';
import type { JsonObject } from '../json/json';
import { fields, given } from './manifests';
import { imageReference, mergedPullSecrets } from './pod';
import { placement } from './seed';

/**
 * What `helm test` runs where no tenant is verified: node -e SCRIPT HOST URL... asks each URL once. HOST is empty where any host will
 * do. One text for both faces, without braces that Helm would take for a template.
 */
export const PLATFORM_TEST_SCRIPT = `const [host, ...urls] = process.argv.slice(1);
const connect = (url, answered) =>
  url.protocol === 'tcp:'
    ? require('node:net').connect(Number(url.port), url.hostname, () => answered('connected', true))
    : require('node:http').get(url, host && { headers: { Host: host } }, ({ statusCode }) =>
        answered(statusCode, statusCode === 200));
const ask = (url) =>
  new Promise((resolve) => {
    const answered = (what, isWell = false) => {
      console.log(url + ': ' + what);
      resolve(isWell);
    };
    const socket = connect(new URL(url), answered);
    socket.setTimeout(10000, () => socket.destroy(new Error('no answer in time')));
    socket.on('error', ({ code, message }) => answered(code ?? message));
  });
Promise.all(urls.map(ask)).then((answers) => process.exit(answers.every(Boolean) ? 0 : 1));
`;

export interface PlatformTestSource {
  readonly platform: Platform;
  readonly settings: SeedValues;
  /** Components that answer HTTP. */
  readonly apis: readonly Component[];
  readonly tms?: Component;
}

/** Where the components answer in the cluster. */
export function testedUrls({ apis, tms }: PlatformTestSource): string[] {
  return [
    ...apis.map(({ serviceName, servicePort }) => `http://${serviceName}:${servicePort}/healthcheck`),
    ...(tms ? [`tcp://${tms.serviceName}:${tms.servicePort}`] : []),
  ];
}

export function platformTestPod(source: PlatformTestSource): JsonObject {
  const { platform, settings } = source;
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...given('imagePullSecrets', mergedPullSecrets(platform, settings.imagePullSecrets)),
    containers: [container(source)],
    ...placement(settings),
  };
}

function container(source: PlatformTestSource): JsonObject {
  const { platform, settings } = source;
  return {
    name: 'test',
    image: imageReference(settings.image, platform),
    imagePullPolicy: settings.image.pullPolicy,
    command: ['node', '-e', PLATFORM_TEST_SCRIPT, platform.probeHost, ...testedUrls(source)],
    ...fields('container', settings),
  };
}
