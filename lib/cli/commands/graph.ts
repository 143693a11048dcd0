import { synthesizeObjects } from '../../synthesize';
import type { Input } from '../command';
import { INVALID, OK, UNUSABLE } from '../exit-code';
import { diagramOf, mermaid } from '../graph';
import type { Diagram } from '../graph/diagram';
import { installationOf } from '../release';
import { report } from '../report';
import { fileSource, sourcesOf } from '../sources';
import { isUnreadable } from '../unreadable';

/** Why there may be nothing to draw. */
const NOTHING: { readonly [view: string]: string } = {
  deployment: 'the values deploy nothing: enable a component such as api.private',
  request: 'nothing is reached from outside: enable an ingress or httpRoute, as of api.public',
  job: 'the values make no Job: it needs tenants, config.multiTenant.multi, api.private and seed.enabled',
};

export async function run(input: Input): Promise<number> {
  const sources = sourcesOf(input, input.operands.map(fileSource));
  const { diagnostics, tenants, objects } = synthesizeObjects({ ...installationOf(input), sources });
  process.stderr.write(report(diagnostics));
  if (!objects) return diagnostics.some(isUnreadable) ? UNUSABLE : INVALID;
  const view = input.text('view') ?? 'deployment';
  const diagram = diagramOf(view, objects, tenants);
  if (!diagram) {
    process.stderr.write(`error: nothing to draw: ${NOTHING[view]}\n`);
    return INVALID;
  }
  process.stdout.write(await drawn(diagram, input.text('format') ?? 'mermaid'));
  return OK;
}

async function drawn(diagram: Diagram, format: string): Promise<string> {
  if (format === 'mermaid') return mermaid(diagram);
  const { svg } = await import('../graph/svg.js');
  return svg(diagram);
}
