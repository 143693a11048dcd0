// For esbuild: of cdk8s-plus only the classes of some kinds of Kubernetes are used, a thirtieth of their module.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kubernetes = createRequire(import.meta.url).resolve('cdk8s-plus-28/lib/imports/k8s');

export const onlyUsedKinds = {
  name: 'only-used-kinds',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cdk8s-plus-28$/ }, () => ({ path: 'k8s', namespace: 'kinds' }));
    onLoad({ filter: /.*/, namespace: 'kinds' }, () => ({ contents: usedKinds(), resolveDir: root }));
  },
};

function usedKinds() {
  const sources = readdirSync(join(root, 'lib'), { recursive: true }).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => readFileSync(join(root, 'lib', name), 'utf8')).join('\n');
  const declarations = declarationsOf(readFileSync(kubernetes, 'utf8'));
  const named = [...text.matchAll(/\bk8s\.(\w+)/g)].map(([, name]) => name);
  const kinds = new Set(named.filter((name) => declarations.has(name)));
  const needed = new Set(kinds);
  // A set that grows while it is gone through: what the needed ones name is needed, too.
  for (const name of needed)
    for (const [word] of declarations.get(name).matchAll(/\w+/g)) if (declarations.has(word)) needed.add(word);
  const body = [...needed].map((name) => declarations.get(name)).join('\n');
  return `const cdk8s_1 = require('cdk8s');\n${body}\nexports.k8s = { ${[...kinds].join(', ')} };\n`;
}

/** Classes and functions by their name, a class with its GVK. */
function declarationsOf(source) {
  const found = new Map();
  for (const statement of ts.createSourceFile('k8s.js', source, ts.ScriptTarget.ES2022).statements) {
    const text = source.slice(statement.pos, statement.end);
    const assigned = /^(\w+)\.GVK = /m.exec(text)?.[1];
    if (statement.name) found.set(statement.name.text, text);
    else if (assigned) found.set(assigned, found.get(assigned) + text);
  }
  return found;
}
