import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { COMPONENTS } from '../../plan/components';
import { amountOf } from '../quantity';
import { containers, listAt, when } from './rule';
import type { Rule } from './rule';

/** What only a container has that runs beside others. */
const BESIDE = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe', 'resizePolicy'];

/** What containers may have, by the kind of container and of resource. */
export const extraContainerRules: readonly Rule[] = [
  {
    id: 'init-container',
    sentence:
      'an init container ends before the others begin, and has this only as a sidecar: remove it, or set restartPolicy Always',
    broken: (values) =>
      placesIn(values, 'extraInitContainers', (container) =>
        container.restartPolicy === 'Always' ? [] : BESIDE.filter((key) => container[key] !== undefined),
      ),
  },
  {
    id: 'restart-policy',
    sentence: 'only an init container has a restartPolicy of its own, Always, which makes it a sidecar: remove it',
    broken: (values) => [
      ...placesIn(values, 'extraContainers', ({ restartPolicy }) => when(restartPolicy !== undefined, 'restartPolicy')),
      ...placesIn(values, 'extraInitContainers', (container) =>
        when(!['', 'Always'].includes(textAt(container, 'restartPolicy')), 'restartPolicy'),
      ),
    ],
  },
  {
    id: 'mount-propagation',
    sentence: 'mounts reach the node from a privileged container only: choose HostToContainer or None',
    broken: (values) =>
      containers(values).flatMap((path) => {
        const block = getAt(values, splitPath(path));
        const [list, security] = isExtra(path)
          ? ['volumeMounts', 'securityContext']
          : ['extraVolumeMounts', 'containerSecurityContext'];
        if (getAt(block, [security, 'privileged']) === true) return [];
        return listAt(block, list).flatMap((mount, index) =>
          when(textAt(mount, 'mountPropagation') === 'Bidirectional', `${path}.${list}.${index}.mountPropagation`),
        );
      }),
  },
  {
    id: 'extended-resource',
    sentence: 'is given out whole, and a request of it is its limit: write the same whole number as limit and request',
    broken: (values) => ['init', 'seed', ...containers(values)].flatMap((path) => unequal(values, path)),
  },
  {
    id: 'huge-pages',
    sentence: 'huge pages are given out whole, beside cpu or memory: write a multiple of their size, and cpu or memory',
    broken: (values) => ['init', 'seed', ...containers(values)].flatMap((path) => partsOfPages(values, path)),
  },
];

const HUGE_PAGES = 'hugepages-';

function partsOfPages(values: JsonObject, path: string): string[] {
  const [limits, requests] = ['limits', 'requests'].map((kind) => amountsAt(values, `${path}.resources.${kind}`));
  const all = { ...requests, ...limits };
  const pages = Object.entries(all).filter(([name]) => name.startsWith(HUGE_PAGES));
  const isPart = pages.some(([name, amount]) => {
    const count = amountOf(String(amount)) / amountOf(name.slice(HUGE_PAGES.length));
    return count < 1 || count % 1 !== 0;
  });
  const isAlone = pages.length > 0 && all.cpu === undefined && all.memory === undefined;
  return when(isPart || isAlone, `${path}.resources`);
}

function amountsAt(values: JsonObject, path: string): JsonObject {
  const amounts = getAt(values, splitPath(path));
  return isObject(amounts) ? amounts : {};
}

const isExtra = (path: string): boolean => /[0-9]$/.test(path);

function placesIn(values: JsonObject, list: string, keys: (container: JsonObject) => string[]): string[] {
  return COMPONENTS.flatMap(({ path }) =>
    listAt(values, `${path}.${list}`).flatMap((container, index) =>
      (isObject(container) ? keys(container) : []).map((key) => `${path}.${list}.${index}.${key}`),
    ),
  );
}

/** Of resources that devices or huge pages back. Names may be any text, so that the place is the map. */
function unequal(values: JsonObject, path: string): string[] {
  const [limits, requests] = ['limits', 'requests'].map((kind) => amountsAt(values, `${path}.resources.${kind}`));
  const isBroken = (name: string, limit = limits[name]): boolean =>
    limit === undefined ||
    amountOf(String(requests[name] ?? limit)) !== amountOf(String(limit)) ||
    amountOf(String(limit)) % 1 !== 0;
  const names = [...new Set([...Object.keys(limits), ...Object.keys(requests)])];
  const isWhole = (name: string): boolean => name.includes('/') || name.startsWith('hugepages-');
  return when(
    names.filter(isWhole).some((name) => isBroken(name)),
    `${path}.resources`,
  );
}
