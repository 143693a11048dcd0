// A chart that holds given manifests as texts, one file an object: what Helm itself needs for as many objects. With the values
// and the schema of another chart, what it needs for those, too.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeStaticChart(folder, manifests, likeChart) {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: static\nversion: 0.1.0\n');
  if (likeChart) {
    for (const file of ['values.yaml', 'values.schema.json']) copyFileSync(join(likeChart, file), join(folder, file));
  }
  manifests
    .split(/^---\n/m)
    .filter((text) => text.trim() !== '')
    .forEach((text, index) =>
      writeFileSync(join(folder, 'templates', `${index}.yaml`), text.replaceAll('{{', '{{ "{{" }}')),
    );
}
