import { CONTRACT, type Variable } from '../../support/contract';

/** A variable that a container does not start without. */
export interface Demand {
  readonly name: string;
  readonly form: 'switch' | 'number' | 'text' | 'any';
}

/** The chart before sets it where the program reads none, leaves it out where it is off, or gives it an empty text. */
const OPTIONAL = ['TRACK_DEBUG', 'ELASTIC_LOGGING_LEVEL', 'PULSAR_HOST', 'PULSAR_API', 'PULSAR_CLUSTER'];

/** What the container of the image demands: all that the contract sets whatever the values say. */
export function demandsOf(workload: string): Demand[] {
  const { common, own, commonExcept = [] } = CONTRACT.workloads[workload];
  const shared = common ? CONTRACT.common.filter(({ name }) => !commonExcept.includes(name)) : [];
  const all = [...shared, ...own].filter(({ cases }) => cases.some(({ when }) => when === 'always'));
  const names = new Map(all.filter(isDemanded).map((variable) => [variable.name, demandOf(variable)]));
  return [...names.values()];
}

const isDemanded = ({ name, secret }: Variable): boolean => !secret && !OPTIONAL.includes(name);

function demandOf({ name, default: value }: Variable & { readonly default?: unknown }): Demand {
  const text = String(value ?? '');
  if (/^(yes|no)$/.test(text)) return { name, form: 'switch' };
  if (/^\d+$/.test(text)) return { name, form: 'number' };
  return { name, form: text === '' ? 'any' : 'text' };
}
