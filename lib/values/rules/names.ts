import type { JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { COMPONENTS, componentAt } from '../../plan/components';
import { SEED } from '../../plan/seed';
import { ask } from '../../plan/term';
import { isDeployed } from '../routes';
import { objectName, when } from './rule';
import type { Rule } from './rule';

const TMS = 'tms.docker';
const TMS_SERVICE = `${TMS}.${componentAt(TMS).reach!.serviceNameAt}`;

/** Names of objects. */
export const names: readonly Rule[] = [
  {
    id: 'service-account-twice',
    sentence:
      'another component makes a ServiceAccount of this name: let one component create it, and the others only name it',
    broken: (values) => {
      const seen = new Set<string>();
      return accountMakers(values).flatMap(({ path, name }) => {
        const account = textAt(values, `${path}.serviceAccount.name`) || objectName(values, name);
        const isNew = !seen.has(account);
        seen.add(account);
        return when(!isNew, `${path}.serviceAccount.name`);
      });
    },
  },
  {
    id: 'service-name-length',
    sentence:
      'together with fullnameOverride this name has more than the 63 characters that a Service may have: shorten one of them',
    broken: (values) =>
      when(isDeployed(values, TMS) && objectName(values, textAt(values, TMS_SERVICE)).length > 63, TMS_SERVICE),
  },
];

/** What makes a ServiceAccount: components, and the tenant Job. */
function accountMakers(values: JsonObject): { path: string; name: string }[] {
  const deployed = COMPONENTS.filter(({ path }) => isDeployed(values, path));
  const seed = ask(SEED.where, values, values) ? [{ path: 'seed', name: SEED.name }] : [];
  return [...deployed, ...seed].filter(
    ({ path }) => getAt(values, [...splitPath(path), 'serviceAccount', 'create']) === true,
  );
}
