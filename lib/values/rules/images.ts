import type { JsonObject } from '../../json/json';
import { textAt } from '../../json/tree';
import { IMAGES } from '../../plan/rules';
import type { Rule } from './rule';

/** Names of images. */
export const images: readonly Rule[] = [
  {
    id: 'registry-twice',
    sentence:
      'names a registry that is given as such, too, so that the image has both in its name: leave it in one of the places',
    broken: (values) => repositories(values, (host, registry) => host.includes(':') || host === hostOf(registry)),
  },
  {
    id: 'registry-below-registry',
    severity: 'warning',
    sentence:
      'begins like the host of a registry and is looked for in the one that is given: remove it, unless that one mirrors it under this name',
    broken: (values) =>
      repositories(values, (host, registry) => host.includes('.') && !host.includes(':') && host !== hostOf(registry)),
  },
];

const hostOf = (reference: string): string => reference.split('/')[0];

/** Places of the repositories that have a first part of several, and a registry, for which a condition holds. */
function repositories(values: JsonObject, isBroken: (host: string, registry: string) => boolean): string[] {
  return IMAGES.filter((image) => {
    const registry = textAt(values, 'global.imageRegistry') || textAt(values, `${image}.registry`);
    const repository = textAt(values, `${image}.repository`);
    return registry !== '' && repository.includes('/') && isBroken(hostOf(repository), registry);
  }).map((image) => `${image}.repository`);
}
