import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../../../lib/json/json';
import { merge } from '../../support/objects';
import { UPSTREAM_DEFAULTS } from '../../support/contract';
import { legacyObjects } from './objects';

/** Writes a chart that makes the objects of chart 1.1.0 for these values, so that Helm keeps a release of it. */
export function writeLegacyChart(folder: string, values: JsonObject, release: string): string {
  const chart = join(folder, 'legacy');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  const objects = legacyObjects(merge(UPSTREAM_DEFAULTS, values), release);
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v1\nname: tracardi\nversion: 1.1.0\nappVersion: 1.1.0\n');
  writeFileSync(join(chart, 'values.yaml'), stringify(UPSTREAM_DEFAULTS, { version: '1.1' }));
  // JSON is YAML whose texts no reader takes for switches. Nothing in them is a template.
  const text = objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
  writeFileSync(join(chart, 'templates', 'objects.yaml'), text.replaceAll('{{', '{{ "{{" }}'));
  return chart;
}
