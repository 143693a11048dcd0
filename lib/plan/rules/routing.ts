import { ROUTED, deployed } from '../components';
import type { PlannedComponent, Reach } from '../components';
import { all, any, given, is, matches, not } from '../term';
import type { Question } from '../term';
import type { PlainRule } from './rule';

/** Signs that mean something in a pattern and nothing in a path. */
export const PATTERN_SIGNS = '[*()\\[\\]{}|^$\\\\]';

/** Whether a path of a component is one, and no pattern of a controller. */
const isLiteral = (path: string): Question =>
  any(
    all(`/${path}.ingress.enabled`, not(is(`/${path}.ingress.pathType`, 'ImplementationSpecific'))),
    `/${path}.httpRoute.enabled`,
  );

type Routed = PlannedComponent & { reach: Reach };

const ofRouted = (place: string, question: (component: Routed) => Question): PlainRule['broken'] =>
  Object.fromEntries(
    ROUTED.map((component) => [`${component.path}.${place}`, all(deployed(component), question(component))]),
  );

/** Whether the Gateway of this chart carries a component. */
const isOnGateway = (component: Routed): Question =>
  all(
    deployed(component),
    `/${component.path}.httpRoute.enabled`,
    not(given(`/${component.path}.httpRoute.parentRefs`)),
  );

const NAMED = ROUTED.filter(({ reach }) => reach.serviceNameAt);

/** Names of the Services that are always called alike. */
const SERVICE_NAMES = ROUTED.flatMap(({ reach }) => [
  ...(reach.serviceNameAt ? [] : [reach.service]),
  reach.loadBalancer,
]);

export const ROUTING: readonly PlainRule[] = [
  {
    id: 'service-name',
    sentence: 'another component has a Service of this name: choose another',
    broken: Object.fromEntries(
      NAMED.map((component) => {
        const place = `${component.path}.${component.reach.serviceNameAt}`;
        return [place, all(deployed(component), any(...SERVICE_NAMES.map((name) => is(`/${place}`, name))))];
      }),
    ),
  },
  {
    id: 'ingress-host',
    sentence: 'an Ingress needs a host: set ingress.host',
    broken: ofRouted('ingress.host', ({ path }) =>
      all(`/${path}.ingress.enabled`, not(given(`/${path}.ingress.host`)), not(given(`/${path}.ingress.hosts`))),
    ),
  },
  {
    id: 'path-parts',
    sentence:
      'has an empty part, "." or "..", or a slash written as %2f, which Kubernetes refuses: write the path without them',
    broken: ofRouted('ingress.path', ({ path }) =>
      all(isLiteral(path), matches(`/${path}.ingress.path`, '//|/\\.\\.?(/|$)|%2[fF]')),
    ),
  },
  {
    id: 'route-path',
    sentence: 'has a sign that no route of the Gateway API takes: write it as % and two digits, such as %22',
    broken: ofRouted('ingress.path', ({ path }) =>
      all(`/${path}.httpRoute.enabled`, matches(`/${path}.ingress.path`, '["<>`]|%([^0-9A-Fa-f]|.?$|.[^0-9A-Fa-f])')),
    ),
  },
  {
    id: 'literal-path',
    sentence:
      'is matched letter by letter, signs of patterns included: use a plain path such as /, or pathType ImplementationSpecific where an Ingress controller reads patterns',
    broken: ofRouted('ingress.path', ({ path }) =>
      all(matches(`/${path}.ingress.path`, PATTERN_SIGNS), isLiteral(path)),
    ),
  },
  {
    id: 'exact-path',
    severity: 'warning',
    sentence: 'leads one path here and nothing below it: use Prefix',
    broken: ofRouted('ingress.pathType', ({ path }) =>
      all(any(`/${path}.ingress.enabled`, `/${path}.httpRoute.enabled`), is(`/${path}.ingress.pathType`, 'Exact')),
    ),
  },
  {
    id: 'route-parent',
    sentence: 'an HTTPRoute needs a Gateway: set parentRefs, or gateway.enabled',
    broken: ofRouted('httpRoute.parentRefs', (component) => all(isOnGateway(component), not('/gateway.enabled'))),
  },
  {
    id: 'gateway-class',
    sentence: 'a Gateway needs gateway.className',
    broken: { 'gateway.className': all('/gateway.enabled', not(given('/gateway.className'))) },
  },
  {
    id: 'gateway-routes',
    sentence: 'a Gateway needs a route to carry: enable httpRoute of a component, without parentRefs',
    broken: { 'gateway.enabled': all('/gateway.enabled', not(any(...ROUTED.map(isOnGateway)))) },
  },
  {
    id: 'listener-certificates',
    sentence:
      'belongs to the listeners by gateway.ports, and gateway.listeners takes their place: move it into its items',
    broken: {
      'gateway.certificateRefs': all(
        '/gateway.enabled',
        given('/gateway.listeners'),
        given('/gateway.certificateRefs'),
      ),
    },
  },
];
