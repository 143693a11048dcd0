// A chart that holds given manifests as texts, one file an object: what Helm itself needs for as many objects.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeStaticChart(folder, manifests) {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: static\nversion: 0.1.0\n');
  manifests
    .split(/^---\n/m)
    .filter((text) => text.trim() !== '')
    .forEach((text, index) =>
      writeFileSync(join(folder, 'templates', `${index}.yaml`), text.replaceAll('{{', '{{ "{{" }}')),
    );
}
