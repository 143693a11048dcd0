// Makes `npx cdk8s` and `npx cdk8s-tracardi` in a clone run what belongs to it.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'node_modules', '.bin');
const commands = { cdk8s: 'scripts/cdk8s.cjs', 'cdk8s-tracardi': 'build/cdk8s-tracardi.js' };

// Windows has other shims; there the commands of the packages themselves run.
if (process.platform !== 'win32') {
  mkdirSync(folder, { recursive: true });
  for (const [name, target] of Object.entries(commands)) {
    const file = join(folder, name);
    rmSync(file, { force: true });
    writeFileSync(file, `#!/usr/bin/env node\nrequire('../../${target}');\n`);
    chmodSync(file, 0o755);
  }
}
