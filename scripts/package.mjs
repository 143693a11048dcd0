// npm run package [-- LANGUAGE...]: the packages of all languages whose tools are on PATH, in build/jsii/<language>.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pacmak = createRequire(import.meta.url).resolve('jsii-pacmak/bin/jsii-pacmak');
const repository = join(root, 'node_modules', '.cache', 'cdk8s-tracardi', 'maven');

/** The tool that a language is built with. */
const TOOLS = {
  js: ['npm', '--version'],
  python: ['python3', '--version'],
  java: ['mvn', '--version'],
  go: ['go', 'version'],
  dotnet: ['dotnet', '--version'],
};

const isHere = ([tool, argument]) => spawnSync(tool, [argument], { shell: process.platform === 'win32' }).status === 0;

/** Without Javadoc of dependencies, which takes as long as all else. */
function build(projects, languages, ...options) {
  const targets = languages.flatMap((language) => ['--targets', language]);
  const { status, signal } = spawnSync(
    process.execPath,
    [pacmak, ...projects, ...targets, '--maven-local-repository', repository, '--no-npmignore', ...options],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    },
  );
  if (status !== 0) fail(`jsii-pacmak ended with ${status ?? signal}; what it says stands above`);
}

/** Bindings of what the package depends on, as node_modules has it: Maven and Go may not have each version that npm has. */
function buildDependencies(languages) {
  const dependencies = ['cdk8s', 'cdk8s-plus-28'].map((name) => join('node_modules', name));
  if (languages.includes('java')) build(dependencies, ['java'], '--mvn-define', 'maven.javadoc.skip=true');
  if (languages.includes('go')) build(dependencies, ['go'], '--code-only');
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((language) => !(language in TOOLS));
if (unknown) fail(`${unknown} is no language of the package; there are ${Object.keys(TOOLS).join(', ')}`);
const missing = (wanted.length > 0 ? wanted : Object.keys(TOOLS)).filter((language) => !isHere(TOOLS[language]));
if (wanted.length > 0 && missing.length > 0)
  fail(`${TOOLS[missing[0]][0]} is not on PATH, by which the package of ${missing[0]} is built`);
for (const language of missing) console.log(`${language} is left out: ${TOOLS[language][0]} is not on PATH`);
const languages = (wanted.length > 0 ? wanted : Object.keys(TOOLS)).filter((language) => !missing.includes(language));
console.log(`Building the packages of ${languages.join(', ')}; that takes some minutes, most of them for Java.`);
buildDependencies(languages);
build(['.'], languages);
console.log(`The packages are in build/jsii.`);
