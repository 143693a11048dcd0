// What the files of build/ hold of other packages: their licences for the package, and a bill of materials for a release.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LICENCES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'];
/** The validator is made with ajv, and the kinds of Kubernetes are taken out of cdk8s-plus, before esbuild reads them. */
const UNSEEN = ['ajv', 'cdk8s-plus-28'].map((name) => `node_modules/${name}`);

/** Writes both for the inputs that esbuild's metafiles name. */
export function writeThirdParty(outdir, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean);
  const packages = [...new Set([...folders, ...UNSEEN])].map(packageIn);
  const parts = [...new Map(packages.map((part) => [`${part.name} ${part.version}`, part]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part);
  writeFileSync(join(outdir, 'THIRD_PARTY_LICENSES'), licencesOf(parts));
  writeFileSync(join(outdir, 'sbom.cdx.json'), `${JSON.stringify(billOf(parts), undefined, 2)}\n`);
}

const read = (folder, name) => readFileSync(join(root, folder, name), 'utf8').trim();

function packageIn(folder) {
  const { name, version, license } = JSON.parse(read(folder, 'package.json'));
  const file = LICENCES.find((candidate) => existsSync(join(root, folder, candidate)));
  if (!file) throw new Error(`${folder} has none of ${LICENCES.join(', ')}`);
  const texts = [file, 'NOTICE'].filter((candidate) => existsSync(join(root, folder, candidate)));
  return { name, version, license, text: texts.map((candidate) => read(folder, candidate)).join('\n\n') };
}

/** Packages of one text stand together. */
function licencesOf(parts) {
  const namesByText = new Map();
  for (const { name, version, text } of parts)
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`]);
  const texts = [...namesByText].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`);
  return `The files of this folder hold parts of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** CycloneDX, https://cyclonedx.org/docs/1.6/json. */
function billOf(parts) {
  const { name, version, license } = JSON.parse(read('.', 'package.json'));
  const components = parts.map((part) => component('library', part));
  const metadata = { component: component('application', { name, version, license }) };
  return { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata, components };
}

function component(type, { name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type, name, version, purl, 'bom-ref': purl, licenses: [{ license: { id: license } }] };
}
