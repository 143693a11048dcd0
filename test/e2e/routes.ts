import { ask, type Question } from './ask';
import { domainOf, TENANTS } from './platform';
import { demand } from './steps';

const GUI = 'tracardi/tracardi-gui:1.1.x';
const TMS_GUI = 'tracardi/tms-gui:1.1.0';

/** What belongs to the collector, one path a rule. */
export const PUBLIC_PATHS = [
  '/track',
  '/collect/source/session',
  '/redirect/one',
  '/tracker',
  '/uix/one.js',
  '/customer/consent',
  '/consents/type/enabled',
];

/**
 * First parts of all other paths. None only begins as one of the collector's, /trackers say: Traefik takes such a path for the collector
 * unless `providers.kubernetesIngress.strictPrefixMatching` is on.
 */
export const PRIVATE_PATHS = (
  '/ /user /users /user-account /install /tenant /settings /setting /system /configuration /flow /flows /rule /rules /event /events ' +
  '/event-source /event-sources /event-type /event-types /event-to-profile /event-redirect /event-validator /event-reshape-schema ' +
  '/profile /profiles /session /sessions /resource /resources /destination /destinations /bridge /bridges /consent /consents /plugin ' +
  '/storage /indices /import /imports /task /tasks /test /tql /tpro /report /reports /migration /migrations /logs /log /entity /cache ' +
  '/redis /github /deploy /audience /activation /subscription /queue /scheduler /identification /segment /segments /metric /field ' +
  '/docs /redoc /openapi.json /manual /documentation /demo /healthcheck /ping /consents/type/ids /consents/type /customer /tenant/install'
).split(' ');

export interface Expectation extends Question {
  /** Who must answer; empty: nobody of ours. */
  readonly from: string;
}

/** One of a host's paths each. */
export const at = (host: string, paths: readonly string[], from: string): Expectation[] =>
  paths.map((path) => ({ host, path, from }));

/** Who answers for each host and path where both APIs share the wildcard host. */
export function expectations(namespace: string): Expectation[] {
  const domain = domainOf(namespace);
  const hosts = [...TENANTS.slice(0, 1), 'unknown'].map((name) => `${name}.${domain}`);
  return [
    ...hosts.flatMap((host) => [...at(host, PUBLIC_PATHS, 'public'), ...at(host, PRIVATE_PATHS, 'private')]),
    ...at(`gui.${domain}`, ['/', '/index.html', '/track', '/collect/a', '/consents/type/enabled'], GUI),
    ...at(`tms-gui.${domain}`, ['/', '/track'], TMS_GUI),
    ...at(domain, ['/', '/track'], ''),
    ...at(`a.b.${domain}`, ['/', '/track'], ''),
  ];
}

/**
 * The same by a Gateway with one listener: there a wildcard host is for any number of labels, and Traefik lets the longer path of the
 * wildcard host win over an exact host, against the standard; so the GUIs are asked for what no path of the collector begins with.
 */
export function expectationsOfGateway(namespace: string): Expectation[] {
  const domain = domainOf(namespace);
  const isCollecting = ({ path }: Expectation): boolean =>
    PUBLIC_PATHS.some((one) => path!.startsWith(one)) || path === '/collect/a';
  return [
    ...expectations(namespace).filter((one) => one.from !== '' && (!one.from.includes('gui') || !isCollecting(one))),
    ...at(`a.b.${domain}`, ['/'], 'private'),
    ...at(`a.b.${domain}`, ['/track'], 'public'),
    ...at(domain, ['/', '/track'], ''),
  ];
}

export async function checkRoutes(address: string, all: readonly Expectation[]): Promise<void> {
  const wrong: string[] = [];
  for (const { from, ...question } of all) {
    const answer = await ask(address, question);
    const name = (text: string): string => text || 'nobody';
    if (answer.from !== from)
      wrong.push(`${question.host}${question.path}: ${name(answer.from)} (${answer.status}), not ${name(from)}`);
  }
  demand(wrong.length === 0, `${wrong.length} of ${all.length} are routed wrongly:\n${wrong.slice(0, 20).join('\n')}`);
}

/** The TMS answers for its own host; it does not tell who it is. */
export async function checkTms(address: string, namespace: string): Promise<void> {
  const answer = await ask(address, { host: `tms.${domainOf(namespace)}`, path: '/stand-in/record' });
  demand(
    /tms-key|"counts":\{/.test(answer.body) && answer.from === '',
    `the TMS does not answer: ${answer.status} ${answer.body}`,
  );
}
