import { readFileSync } from 'node:fs';
import type { Demand } from './demands';

/** What is wrong with the environment of a container: missing, malformed or repeated variables, one sentence each. */
export function problemsOf(demands: readonly Demand[], environment: NodeJS.ProcessEnv): string[] {
  const problems = demands.flatMap(({ name, form }) => {
    const value = environment[name];
    if (value === undefined) return [`${name} is missing`];
    return isOfForm(value, form) ? [] : [`${name} is malformed`];
  });
  return [...problems, ...multiTenantProblems(environment), ...repeated().map((name) => `${name} is there twice`)];
}

function isOfForm(value: string, form: Demand['form']): boolean {
  if (form === 'switch') return /^(yes|on|true|no|off|false)$/i.test(value);
  if (form === 'number') return /^\d+$/.test(value);
  return form === 'any' || value !== '';
}

function multiTenantProblems(environment: NodeJS.ProcessEnv): string[] {
  if (!/^(yes|on|true)$/i.test(environment.MULTI_TENANT ?? 'no') || environment.MODE?.includes('deployment')) return [];
  return ['MULTI_TENANT_MANAGER_URL', 'MULTI_TENANT_MANAGER_API_KEY']
    .filter((name) => !environment[name])
    .map((name) => `${name} is missing beside MULTI_TENANT`);
}

/** Node's own view of the environment knows each name once; the kernel's keeps what the container was started with. */
function repeated(): string[] {
  const names = readFileSync('/proc/self/environ', 'utf8')
    .split('\0')
    .map((line) => line.split('=')[0])
    .filter(Boolean);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
