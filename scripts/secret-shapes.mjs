// Makes lib/values/secret-shapes.ts from the rules of gitleaks, which `go mod download` brings. Needs Go.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULE = 'github.com/zricethezav/gitleaks/v8';
const VERSION = 'v8.30.1';
const TARGET = join(import.meta.dirname, '..', 'lib', 'values', 'secret-shapes.ts');

/** Such rules look for a name before the secret, as in `adobe_key = x`; a values file has them apart. */
const BY_NAME = /^\(\?i\)\[\\w\.-\]\{0,50\}|\\bcurl\\b/;
/** What is no secret, and what rules of loose shape take for one. */
const NO_SECRETS = ['a'.repeat(40), 'da39a3ee5e6b4b0d3255bfef95601890afd80709', '1180015e-38d0-4eb7-8017-40e6a7937659'];

function download() {
  const folder = mkdtempSync(join(tmpdir(), 'gitleaks-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module shapes\n');
    const answer = execFileSync('go', ['mod', 'download', '-json', `${MODULE}@${VERSION}`], { cwd: folder });
    return readFileSync(join(JSON.parse(answer).Dir, 'config', 'gitleaks.toml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Go's spelling in that of JavaScript, which has no flags for a part of an expression. */
function inJavaScript(regex) {
  const source = regex
    .replace(/\(\?-?i\)/g, '')
    .replace(/\(\?-?i:/g, '(?:')
    .replace(/\(\?P<\w+>/g, '(?:')
    .replaceAll('[:alnum:]', 'A-Za-z0-9')
    .replaceAll('\\z', '$');
  return new RegExp(source, /\(\?i[):]/.test(regex) ? 'i' : '');
}

const rules = download().split('[[rules]]').slice(1);
const shapes = rules
  .filter((rule) => !/^path = /m.test(rule))
  .flatMap((rule) => /^regex = '''(.*)'''$/m.exec(rule)?.[1] ?? [])
  .filter((regex) => !BY_NAME.test(regex))
  .map(inJavaScript)
  .filter((shape) => !NO_SECRETS.some((text) => shape.test(text)));

const text = `// Made by \`npm run secret-shapes\` from the rules of gitleaks ${VERSION} (github.com/gitleaks/gitleaks, MIT License,
// Copyright (c) 2019 Zachary Rice). Do not edit.

/** Shapes of secrets that tell themselves, as regular expressions with their flags. */
export const SECRET_SHAPES: readonly (readonly [source: string, flags: string])[] = ${JSON.stringify(
  shapes.map(({ source, flags }) => [source, flags]),
  null,
  2,
)};
`;
writeFileSync(TARGET, text);
