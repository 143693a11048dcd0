import { UsageError } from '../command';
import type { Input } from '../command';
import { checkTenants } from '../tenants/check';
import { importTenants } from '../tenants/import';

/** What follows the name of the command. */
export const TENANT_ACTIONS = ['check', 'import'] as const;

export function run(input: Input): number | Promise<number> {
  const [action, ...operands] = input.operands;
  if (action === 'check') return checkTenants(input, operands);
  if (action === 'import') return importTenants(input, operands);
  const what = action === undefined ? 'what to do is missing' : `there is no "tenants ${action}"`;
  throw new UsageError(`${what}: write tenants check or tenants import`);
}
