import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { COMPONENTS, containerName } from '../../plan/components';
import type { PlannedComponent } from '../../plan/components';
import { amountOf } from '../quantity';
import { isDeployed } from '../routes';
import { extraContainers, listAt, when } from './rule';
import type { Rule } from './rule';

/** What an autoscaler compares with the request: of one container, or where that is not named, of all. */
interface Measure {
  readonly resource: string;
  readonly container: string;
  /** Where that is said. */
  readonly place: string;
}

const MEASURED = ['cpu', 'memory'];

/** How many pods there are, and may be gone. */
export const scaling: readonly Rule[] = [
  {
    id: 'utilization-request',
    severity: 'warning',
    sentence:
      'is missing or 0, and a limit of that name too: autoscaling measures the use of a container in percent of its request, and does nothing without one',
    broken: (values) => COMPONENTS.flatMap((component) => missingRequests(values, component)),
  },
  {
    id: 'measured-container',
    severity: 'warning',
    sentence: 'is no container of the pod, so that autoscaling finds nothing to measure: name one that is there',
    broken: (values) => COMPONENTS.flatMap((component) => unknownContainers(values, component)),
  },
  {
    id: 'keda-zero',
    sentence:
      'pods cannot be brought back from zero by their own use of cpu and memory: set minReplicaCount to 1 or more, or add a trigger of another type',
    broken: (values) =>
      COMPONENTS.flatMap(({ path }) => {
        const triggers = listAt(values, `${path}.keda.triggers`);
        const isOwnUse = triggers.length > 0 && triggers.every((trigger) => MEASURED.includes(textAt(trigger, 'type')));
        const isToZero = numberAt(values, `${path}.keda.minReplicaCount`) === 0;
        return when(isOn(values, `${path}.keda.enabled`) && isOwnUse && isToZero, `${path}.keda.minReplicaCount`);
      }),
  },
  {
    id: 'disruption-budget-blocks',
    severity: 'warning',
    sentence:
      'lets no pod go, so that nodes cannot be drained: set minAvailable below the fewest pods, or maxUnavailable to 1 or more',
    broken: (values) => COMPONENTS.flatMap(({ path }) => blockingBudget(values, path)),
  },
];

const isOn = (values: JsonObject, path: string): boolean => getAt(values, splitPath(path)) === true;
const numberAt = (values: JsonObject, path: string): number | undefined => {
  const value = getAt(values, splitPath(path));
  return typeof value === 'number' ? value : undefined;
};

function missingRequests(values: JsonObject, component: PlannedComponent): string[] {
  const measures = measuresOf(values, component.path);
  const places = containersOf(values, component).flatMap(({ path, name }) =>
    measures
      .filter(({ container }) => container === '' || container === name)
      .filter(({ resource }) => !hasAmount(values, path, resource))
      .map(({ resource }) => `${path}.resources.requests.${resource}`),
  );
  return [...new Set(places)];
}

function unknownContainers(values: JsonObject, component: PlannedComponent): string[] {
  const names = ['', ...containersOf(values, component).map(({ name }) => name)];
  return measuresOf(values, component.path).flatMap(({ container, place }) => when(!names.includes(container), place));
}

/** Init containers are not measured, unless they are sidecars. */
function containersOf(values: JsonObject, component: PlannedComponent): { path: string; name: string }[] {
  const { path } = component;
  const extra = extraContainers(values, component).map((place) => ({
    path: place,
    name: textAt(values, `${place}.name`),
    isInit: place.startsWith(`${path}.extraInitContainers.`) && textAt(values, `${place}.restartPolicy`) !== 'Always',
  }));
  return [{ path, name: containerName(component) }, ...extra.filter(({ isInit }) => !isInit)];
}

/** A limit alone is the request, too. Of a request of nothing there is no percent. */
function hasAmount(values: JsonObject, path: string, resource: string): boolean {
  const [amount = '0'] = ['requests', 'limits'].flatMap(
    (kind) => getAt(values, [...splitPath(`${path}.resources.${kind}`), resource]) ?? [],
  );
  return amountOf(String(amount)) > 0;
}

function measuresOf(values: JsonObject, path: string): Measure[] {
  const own = isOn(values, `${path}.autoscaling.enabled`) ? metricsOf(values, `${path}.autoscaling`) : [];
  const triggers = isOn(values, `${path}.keda.enabled`) ? listAt(values, `${path}.keda.triggers`) : [];
  const keda = triggers.map((trigger, index) => ofTrigger(trigger, `${path}.keda.triggers.${index}`));
  return [...own, ...keda].filter(({ resource }) => MEASURED.includes(resource));
}

const ofTrigger = (trigger: Json, path: string): Measure => ({
  resource: textAt(trigger, 'type'),
  container: textAt(trigger, 'metadata.containerName'),
  place: `${path}.metadata.containerName`,
});

function metricsOf(values: JsonObject, path: string): Measure[] {
  const target = (name: string, resource: string): Measure[] =>
    numberAt(values, `${path}.${name}`) === undefined ? [] : [{ resource, container: '', place: path }];
  return [
    ...target('targetCpuUtilizationPercentage', 'cpu'),
    ...target('targetMemoryUtilizationPercentage', 'memory'),
    ...listAt(values, `${path}.metrics`).flatMap((metric, index) =>
      ['resource', 'containerResource'].flatMap((kind) => {
        const source = getAt(metric, [kind]);
        if (!isObject(source) || textAt(source, 'target.type') !== 'Utilization') return [];
        const place = `${path}.metrics.${index}.${kind}.container`;
        return [{ resource: textAt(source, 'name'), container: textAt(source, 'container'), place }];
      }),
    ),
  ];
}

function blockingBudget(values: JsonObject, path: string): string[] {
  const budget = `${path}.podDisruptionBudget`;
  if (!isOn(values, `${budget}.enabled`) || !isDeployed(values, path)) return [];
  const pods = fewestPods(values, path);
  const minimum = amountOfPods(getAt(values, splitPath(`${budget}.minAvailable`)), pods);
  const maximum = amountOfPods(getAt(values, splitPath(`${budget}.maxUnavailable`)), pods);
  return [
    ...when(minimum !== undefined && pods > 0 && minimum >= pods, `${budget}.minAvailable`),
    ...when(maximum === 0 && pods > 0, `${budget}.maxUnavailable`),
  ];
}

/** Where KEDA goes down to zero, the first pod counts; where something else scales the Deployment, one does. */
function fewestPods(values: JsonObject, path: string): number {
  if (isOn(values, `${path}.autoscaling.enabled`)) return numberAt(values, `${path}.autoscaling.minReplicas`) ?? 1;
  if (isOn(values, `${path}.keda.enabled`)) return Math.max(numberAt(values, `${path}.keda.minReplicaCount`) ?? 1, 1);
  return numberAt(values, `${path}.replicas`) ?? 1;
}

/** Kubernetes rounds percentages up. */
function amountOfPods(amount: Json | undefined, pods: number): number | undefined {
  if (typeof amount === 'number') return amount;
  return typeof amount === 'string' ? Math.ceil((parseInt(amount, 10) * pods) / 100) : undefined;
}
