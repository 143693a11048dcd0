// node scripts/release-notes.mjs VERSION: what CHANGELOG.md says of a version, if package and chart have that version and it has a day.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');

/** The sections of a changelog by their heading, e.g. `0.2.0 (2027-01-31)`. */
function sections(text) {
  const [, ...parts] = text.split(/^## /m);
  return parts.map((part) => {
    const [heading, ...lines] = part.split('\n');
    return { heading, text: lines.join('\n').trim() };
  });
}

function problems(version, section) {
  const versions = {
    'package.json': JSON.parse(read('package.json')).version,
    'charts/tracardi/Chart.yaml': parse(read('charts', 'tracardi', 'Chart.yaml')).version,
  };
  const others = Object.entries(versions).filter(([, found]) => found !== version);
  const found = others.map(([file, other]) => `${file} has version ${other}, not ${version}`);
  if (!section) return [...found, `CHANGELOG.md has no section ## ${version} (YYYY-MM-DD)`];
  if (!/ \(\d{4}-\d\d-\d\d\)$/.test(section.heading))
    found.push(
      `CHANGELOG.md: the heading "${section.heading}" needs the day of the release, as ## ${version} (YYYY-MM-DD)`,
    );
  if (!section.text) found.push(`CHANGELOG.md: the section of ${version} is empty`);
  return found;
}

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? '')) {
  console.error('error: usage: node scripts/release-notes.mjs VERSION, e.g. 1.2.3');
  process.exit(2);
}
const section = sections(read('CHANGELOG.md')).find(({ heading }) => heading.split(' ')[0] === version);
const wrong = problems(version, section);
for (const problem of wrong) console.error(`error: ${problem}`);
if (wrong.length > 0) process.exit(1);
console.log(section.text);
