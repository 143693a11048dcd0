import { deploymentDiagram } from './deployment';
import type { Diagram } from './diagram';
import type { Manifest } from './objects';
import { requestDiagram } from './request';
import { tenantJobDiagram } from './tenant-job';

export { mermaid } from './mermaid';

/** One view of what values make; undefined where there is nothing of the kind. */
export function diagramOf(
  view: string,
  objects: readonly object[],
  tenants: readonly { readonly name: string }[],
): Diagram | undefined {
  const manifests = objects as Manifest[];
  const names = tenants.map(({ name }) => name);
  if (view === 'job') return tenantJobDiagram(manifests, names);
  const diagram = view === 'request' ? requestDiagram(manifests, names) : deploymentDiagram(manifests, names);
  return diagram.nodes.length > 0 ? diagram : undefined;
}
