import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { amountOf } from '../quantity';
import { COMPONENTS, GRACE_SECONDS } from '../../plan/components';
import type { PlannedComponent } from '../../plan/components';
import { containers, extraContainers, listAt, placeOfAll, when } from './rule';
import type { Rule } from './rule';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** The server compares them with fields that the pods have, or takes them for a static pod. */
const REFUSED = /^((container\.)?seccomp\.security\.alpha\.kubernetes\.io\/.+|kubernetes\.io\/config\.mirror)$/;

/** Resources and probes of containers. */
export const pods: readonly Rule[] = [
  {
    id: 'resources-range',
    sentence:
      'a request may not be more than the limit of the same name, which may be a default: raise the limit or lower the request',
    broken: (values) => ['init', 'seed', ...containers(values)].flatMap((path) => highRequests(values, path)),
  },
  {
    id: 'probe-handler',
    sentence:
      'a probe has exactly one of exec, grpc, httpGet and tcpSocket: add one where there is none, and set the default one to null to replace it',
    broken: (values) => probes(values, (probe) => handlers(probe).length !== 1),
  },
  {
    id: 'probe-success',
    sentence: 'a startup or liveness probe needs one success: remove successThreshold',
    broken: (values) =>
      probes(values, (probe, name) => name !== 'readinessProbe' && Number(probe.successThreshold ?? 1) > 1).map(
        (path) => `${path}.successThreshold`,
      ),
  },
  {
    id: 'probe-grace-period',
    sentence: 'a readiness probe has no terminationGracePeriodSeconds, since it ends no container: remove it',
    broken: (values) =>
      probes(
        values,
        (probe, name) => name === 'readinessProbe' && probe.terminationGracePeriodSeconds !== undefined,
      ).map((path) => `${path}.terminationGracePeriodSeconds`),
  },
  {
    id: 'pod-annotation',
    sentence:
      'is no annotation for pods of a Deployment: Kubernetes refuses it or reads it no longer; seccomp profiles are securityContext.seccompProfile',
    broken: (values) =>
      COMPONENTS.flatMap(({ path }) => {
        const annotations = getAt(values, splitPath(`${path}.podAnnotations`));
        return Object.keys(isObject(annotations) ? annotations : {})
          .filter((key) => REFUSED.test(key))
          .sort()
          .map((key) => placeOfAll(`${path}.podAnnotations`, [key]));
      }),
  },
  {
    id: 'pre-stop',
    sentence:
      'must be less than terminationGracePeriodSeconds, which is 30 unless given, since the pod is killed then: lower the one or raise the other',
    broken: (values) =>
      COMPONENTS.flatMap((component) => {
        const grace = Number(
          getAt(values, splitPath(`${component.path}.terminationGracePeriodSeconds`)) ?? GRACE_SECONDS,
        );
        return sleeps(values, component).flatMap(([path, seconds]) => when(seconds > 0 && seconds >= grace, path));
      }),
  },
];

/** Where the seconds of a sleep at the beginning or the end of a container are, each with the seconds. */
function sleeps(values: JsonObject, { path }: PlannedComponent): [path: string, seconds: number][] {
  const each = [path, ...extraContainers(values, { path })];
  const places = each.flatMap((container) =>
    ['preStop', 'postStart'].map((handler) => `${container}.lifecycle.${handler}.sleep.seconds`),
  );
  const commands = each.map((container) => `${container}.lifecycle.preStop.exec.command`);
  return [
    ...[`${path}.preStopSleepSeconds`, ...places].map((place): [string, number] => [
      place,
      Number(getAt(values, splitPath(place)) ?? 0),
    ]),
    ...commands.map((place): [string, number] => [place, secondsSlept(listAt(values, place))]),
  ];
}

/** As the template finds it: the first sleep of whole seconds in a command. */
function secondsSlept(command: readonly Json[]): number {
  return Number(/(?:^|[ \t\n;&|(/])sleep[ \t]+([0-9]{1,6})s?(?:$|[ \t\n;&|)])/.exec(command.join(' '))?.[1] ?? 0);
}

const handlers = (probe: JsonObject): string[] => HANDLERS.filter((handler) => probe[handler] !== undefined);

/** Paths of the probes of components and extra containers for which a condition holds; an empty one is none. */
function probes(values: JsonObject, isBroken: (probe: JsonObject, name: string) => boolean): string[] {
  return PROBES.flatMap((name) =>
    containers(values)
      .map((path) => `${path}.${name}`)
      .filter((path) => {
        const probe = getAt(values, splitPath(path));
        return isObject(probe) && Object.keys(probe).length > 0 && isBroken(probe, name);
      }),
  );
}

/** Names of resources may be any text: one that is no word ends its path. */
function highRequests(values: JsonObject, path: string): string[] {
  const requests = getAt(values, splitPath(`${path}.resources.requests`));
  const limits = getAt(values, splitPath(`${path}.resources.limits`));
  if (!isObject(requests) || !isObject(limits)) return [];
  const names = Object.keys(requests).filter(
    (name) => Object.hasOwn(limits, name) && amountOf(String(requests[name])) > amountOf(String(limits[name])),
  );
  const places = names.map((name) => (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `.${name}` : ''));
  return [...new Set(places)].map((place) => `${path}.resources.requests${place}`);
}
