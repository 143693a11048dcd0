import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { getAt } from '../../json/tree';
import { carriesHosts, coversHost, isRedirected, listenersOf, servingListeners } from '../listeners';
import type { Listener } from '../listeners';
import { gatewayRoutes, routesOf } from '../routes';
import { ISSUERS } from './issuers';
import { listAt, when } from './rule';
import type { Rule } from './rule';

type Question = (listener: Listener, index: number, all: readonly Listener[]) => boolean;

/** Places below the listeners of which a question is answered by yes. */
const ofListeners =
  (key: string, question: Question, isAsked: (values: JsonObject) => boolean = () => true): Rule['broken'] =>
  (values) => {
    if (getAt(values, ['gateway', 'enabled']) !== true || !isAsked(values)) return [];
    return listenersOf(values).flatMap((listener, index, all) =>
      when(question(listener, index, all), `gateway.listeners.${index}.${key}`),
    );
  };

/** The listeners of the Gateway, and the hosts that they have to carry. */
export const gateway: readonly Rule[] = [
  {
    id: 'listener-name',
    sentence: 'another listener has this name: rename it',
    broken: ofListeners('name', ({ name }, index, all) => all.slice(0, index).some((other) => other.name === name)),
  },
  {
    id: 'listener-port',
    sentence:
      'another listener has this port with the same hosts, or with another protocol, and a port has one protocol: change one of them',
    broken: ofListeners('port', (listener, index, all) => all.slice(0, index).some((other) => clash(other, listener))),
  },
  {
    id: 'listener-certificate',
    sentence: 'HTTPS needs a certificate: name the Secret that holds it in certificateRefs, or set protocol to HTTP',
    broken: ofListeners(
      'certificateRefs',
      ({ protocol, certificateRefs }) => protocol === 'HTTPS' && certificateRefs.length === 0,
    ),
  },
  {
    id: 'listener-plain',
    sentence: 'HTTP has no certificates: remove certificateRefs, or set protocol to HTTPS',
    broken: ofListeners(
      'certificateRefs',
      ({ protocol, certificateRefs }) => protocol === 'HTTP' && certificateRefs.length > 0,
    ),
  },
  {
    id: 'gateway-redirect',
    cause: 'gateway.redirect.enabled',
    sentence: 'a redirect needs listeners of HTTP to come from and of HTTPS to lead to: add them',
    broken: (values) =>
      when(
        getAt(values, ['gateway', 'enabled']) === true && isRedirected(values) && !hasBoth(values),
        'gateway.listeners',
      ),
  },
  {
    id: 'route-listener',
    sentence:
      'has a host that no listener carries, where gateway.redirect is enabled none of HTTPS: add one to gateway.listeners whose hostname covers it, or change the host',
    broken: (values) => uncarriedRoutes(values),
  },
  {
    id: 'listener-host',
    severity: 'warning',
    sentence:
      'fits no host of an HTTPRoute of these values, so that the listener answers for none of them: change one of them',
    broken: (values) => {
      const routes = gatewayRoutes(values, routesOf(values));
      const serving = servingListeners(values).map(({ name }) => name);
      const isUnused: Question = (listener) =>
        serving.includes(listener.name) && !routes.some(({ hostnames }) => carriesHosts(listener, hostnames));
      return ofListeners('hostname', isUnused, () => routes.length > 0)(values, values);
    },
  },
  {
    id: 'certificate-grant',
    severity: 'warning',
    sentence:
      'has a Secret of another namespace, which must allow it: set gateway.referenceGrants to true, or make a ReferenceGrant there',
    broken: ofListeners(
      'certificateRefs',
      hasForeignCertificate,
      (values) => getAt(values, ['gateway', 'referenceGrants']) !== true,
    ),
  },
  {
    id: 'issuer-listener',
    severity: 'warning',
    sentence:
      'makes cert-manager issue nothing for this listener: it needs a hostname, and a Secret of the same namespace',
    broken: (values) => [
      ...when(asksForCertificates(values) && isByPort(values), 'gateway.certificateRefs'),
      ...ofListeners(
        'certificateRefs',
        (listener) => listener.protocol === 'HTTPS' && (listener.hostname === '' || hasForeignCertificate(listener)),
        asksForCertificates,
      )(values, values),
    ],
  },
];

const clash = (a: Listener, b: Listener): boolean =>
  a.port === b.port && (a.protocol !== b.protocol || a.hostname === b.hostname);

function hasForeignCertificate({ certificateRefs }: Listener): boolean {
  return certificateRefs.some(({ namespace }) => namespace !== '');
}

function hasBoth(values: JsonObject): boolean {
  const protocols = listenersOf(values).map(({ protocol }) => protocol);
  return protocols.includes('HTTP') && protocols.includes('HTTPS');
}

/** Places of the hosts of routes on our Gateway that no listener carries. */
function uncarriedRoutes(values: JsonObject): string[] {
  if (getAt(values, ['gateway', 'enabled']) !== true || listenersOf(values).length === 0) return [];
  const listeners = servingListeners(values);
  const isCarried = (host: string): boolean => listeners.some(({ hostname }) => coversHost(hostname, host));
  return gatewayRoutes(values, routesOf(values))
    .filter(({ hostnames }) => listeners.length === 0 || !hostnames.every(isCarried))
    .map(({ path }) => `${path}.httpRoute.hostnames`);
}

function asksForCertificates(values: JsonObject): boolean {
  const annotations = getAt(values, ['gateway', 'annotations']);
  return isObject(annotations ?? null) && ISSUERS.some((name) => Object.hasOwn(annotations as JsonObject, name));
}

const isByPort = (values: JsonObject): boolean =>
  getAt(values, ['gateway', 'enabled']) === true &&
  listenersOf(values).length === 0 &&
  listAt(values, 'gateway.certificateRefs').length > 0;
