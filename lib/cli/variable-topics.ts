import { groupBy } from '../json/group-by';
import { formatPath } from '../json/diagnostic';
import { splitPath } from '../json/tree';
import { CREDENTIALS } from '../plan/credentials';
import type { Credential } from '../plan/credentials';
import { VARIABLES } from '../plan/variables';
import type { Fact, Source, Variable } from '../plan/variables';

/** Keys from which facts follow. */
const FACTS: { readonly [fact in Fact]: readonly string[] } = {
  tmsUrl: ['tmsApi.url', 'tmsApi.host', 'tms.docker.service.port'],
  tmsAddress: ['tmsApi.url', 'tmsApi.host', 'tms.docker.service.port'],
  apiUrl: ['fullnameOverride', 'api.private.service.port'],
  tenantDomain: ['config.multiTenant.domain', 'api.private.ingress.host'],
};

/** What makes an environment variable and which containers have it; undefined for a name that none has. */
export function variableTopics(name: string): string | undefined {
  const uses = Object.entries(VARIABLES).flatMap(([container, variables]) =>
    variables.filter((variable) => variable.name === name).map((variable) => ({ container, variable })),
  );
  if (uses.length === 0) return undefined;
  const byOrigin = groupBy(uses, ({ container, variable }) => originOf(variable, container));
  const lines = [...byOrigin].map(
    ([origin, among]) => `  ${origin}\n    in ${among.map(({ container }) => container).join(', ')}`,
  );
  return `${name}, an environment variable\n${lines.join('\n')}\n`;
}

function originOf({ source }: Variable, container: string): string {
  if ('text' in source) return `always "${source.text}", where it is set`;
  return `from ${keysOf(source, container).join(' and ')}`;
}

function keysOf(source: Exclude<Source, { text: string }>, container: string): readonly string[] {
  if ('credential' in source) {
    const { literal, reference, existing }: Credential = CREDENTIALS[source.credential];
    const others = [reference, ...(existing ? [existing.place] : [])];
    return [`${literal}, or the Secret of ${others.join(' or ')}`];
  }
  if ('fact' in source) return FACTS[source.fact];
  const paths = 'join' in source ? source.join : ['isYes' in source ? source.isYes : source.path];
  return paths.map((path) => shown(path, container));
}

/** A path with a dot before it begins at the block of the container, and so do all of the tenant Job. */
function shown(path: string, container: string): string {
  const isOwn = path.startsWith('.');
  return formatPath(splitPath(isOwn ? `${container}${path}` : path));
}
