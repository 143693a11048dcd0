import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramOf } from '../lib/cli/graph';
import { svg } from '../lib/cli/graph/svg';
import { synthesizeObjects } from '../lib/synthesize';

/** The pictures of the documents are what `cdk8s-tracardi graph` draws; UPDATE_DOCS=1 draws them anew. */

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'docs', 'images');
const VALUES = readFileSync(join(ROOT, 'examples', 'multi-tenant', 'values.yaml'), 'utf8');

test.each(['deployment', 'request', 'job'])('%s.svg', (view) => {
  const sources = [{ kind: 'text', name: 'values.yaml', text: VALUES }] as const;
  const { objects, tenants } = synthesizeObjects({ sources, release: 'tracardi' });
  const image = svg(diagramOf(view, objects!, tenants)!);
  const file = join(FOLDER, `${view}.svg`);
  if (process.env.UPDATE_DOCS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, image);
  }
  expect(readFileSync(file, 'utf8')).toBe(image);
});
