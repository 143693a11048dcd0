import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath } from '../../json/tree';
import { COMPONENTS } from '../../plan/components';
import { amountOf } from '../quantity';
import { containers, listAt } from './rule';
import type { Rule } from './rule';

/** A quantity of what it counts. */
interface Amount {
  readonly path: string;
  readonly isCpu: boolean;
  readonly isBytes: boolean;
  readonly text: string;
}

const MEBIBYTE = 1048576;
const MANY_CORES = 100;
const BYTES = /^(memory|storage|ephemeral-storage|hugepages-.*)$/;
/** Quantities are spelt as Kubernetes spells them by now: what is not whole has such a suffix. */
const FRACTION = /[mun]$/;

/** Quantities that Kubernetes takes and that are hardly meant. */
export const amounts: readonly Rule[] = [
  {
    id: 'part-of-byte',
    sentence: 'is counted in bytes, of which m is a thousandth: write Mi or Gi, as in 512Mi',
    broken: (values) => bytesAt(values, (amount, isWhole) => !isWhole && amount < MEBIBYTE),
  },
  {
    id: 'cpu-multiple',
    sentence: 'is counted in cores, of which M, Mi and the like are millions: write 500m or 0.5 for half a core',
    broken: (values) => amountsAt(values, ({ isCpu, text }) => isCpu && /([KMGTPE]i|[kMGTPE])$/.test(text)),
  },
  {
    id: 'small-amount',
    severity: 'warning',
    sentence: 'is less than 1 MiB, since a number without a unit counts bytes: write the unit, as in 512Mi',
    broken: (values) => bytesAt(values, (amount, isWhole) => isWhole && amount < MEBIBYTE),
  },
  {
    id: 'fraction-of-byte',
    severity: 'warning',
    sentence: 'is not a whole number of bytes: write it in a smaller unit, as in 1638Mi for 1.6Gi',
    broken: (values) => bytesAt(values, (amount, isWhole) => !isWhole && amount >= MEBIBYTE),
  },
  {
    id: 'many-cores',
    severity: 'warning',
    sentence: 'is a hundred cores or more: write m for thousandths, as in 500m',
    broken: (values) =>
      amountsAt(values, ({ isCpu, text }) => isCpu && /[^kMGTPEi]$/.test(text) && amountOf(text) >= MANY_CORES),
  },
];

function bytesAt(values: JsonObject, isBroken: (amount: number, isWhole: boolean) => boolean): string[] {
  return amountsAt(values, ({ isBytes, text }) => {
    const amount = amountOf(text);
    return isBytes && amount > 0 && isBroken(amount, !FRACTION.test(text));
  });
}

function amountsAt(values: JsonObject, isBroken: (amount: Amount) => boolean): string[] {
  const all = [
    ...['init', 'seed', ...containers(values)].flatMap((path) => ofContainer(values, path)),
    ...ofVolumes(values),
  ];
  return [...new Set(all.filter(isBroken).map(({ path }) => path))];
}

function ofContainer(values: JsonObject, path: string): Amount[] {
  return ['limits', 'requests'].flatMap((kind) => ofMap(values, `${path}.resources.${kind}`));
}

/** Names of resources may be any text: one that is no word ends its path. */
function ofMap(values: JsonObject, path: string): Amount[] {
  const map = getAt(values, splitPath(path));
  return Object.entries(isObject(map) ? map : {}).map(([name, quantity]) =>
    amount(/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `${path}.${name}` : path, name, quantity),
  );
}

function ofVolumes(values: JsonObject): Amount[] {
  return COMPONENTS.flatMap(({ path }) =>
    listAt(values, `${path}.extraVolumes`).flatMap((volume, index) => {
      const place = `${path}.extraVolumes.${index}`;
      const sizeLimit = getAt(volume, ['emptyDir', 'sizeLimit']);
      const claimed = ofMap(values, `${place}.ephemeral.volumeClaimTemplate.spec.resources.requests`);
      return [
        ...(sizeLimit === undefined ? [] : [amount(`${place}.emptyDir.sizeLimit`, 'memory', sizeLimit)]),
        ...claimed,
      ];
    }),
  );
}

function amount(path: string, name: string, quantity: Json): Amount {
  return { path, isCpu: name === 'cpu', isBytes: BYTES.test(name), text: String(quantity) };
}
