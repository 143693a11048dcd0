import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMPONENT_BLOCKS } from '../../lib/values/components';
import { RULES } from '../../lib/values/rules';
import { chartFiles } from '../../scripts/generate/chart';
import { CHART } from './chart';

const TEMPLATES = join(CHART, 'templates');
const FILES = (readdirSync(TEMPLATES, { recursive: true }) as string[]).filter((name) =>
  /\.(tpl|yaml|txt)$/.test(name),
);
const textOf = (name: string): string => readFileSync(join(TEMPLATES, name), 'utf8');

test.each([
  'lookup',
  'randAlphaNum',
  'genCA',
  '.Capabilities',
  '.Release.Revision',
  '.Release.IsInstall',
  '.Release.IsUpgrade',
  ' tpl ',
])('no template depends on the cluster or on chance: %s', (word) => {
  expect(FILES.filter((name) => textOf(name).includes(word))).toEqual([]);
});

test('every helper is used, and every helper that is used exists', () => {
  const all = FILES.map(textOf).join('\n');
  const defined = [...all.matchAll(/define "(tracardi\.[^"]+)"/g)].map(([, name]) => name);
  const named = new Set([...all.matchAll(/(?<!define )"(tracardi\.[^"%]+)"/g)].map(([, name]) => name));
  const rendered = [...all.matchAll(/"tracardi\.render" \(list "(\w+)"/g)].map(([, kind]) => `tracardi.${kind}`);
  const used = new Set([...named, ...rendered, ...COMPONENT_BLOCKS.map(({ path }) => `tracardi.environment.${path}`)]);
  expect(defined.filter((name) => !used.has(name))).toEqual([]);
  expect([...named].filter((name) => !defined.includes(name))).toEqual([]);
  expect(new Set(defined).size).toBe(defined.length);
});

test('the data that both faces share is as generated', () => {
  for (const [file, text] of Object.entries(chartFiles()))
    expect(readFileSync(join(CHART, '..', '..', file), 'utf8')).toBe(text);
});

test('the chart checks every rule of the synthesizer', () => {
  const checked = [...textOf('_validate.tpl').matchAll(/^([a-z]+(-[a-z]+)*) \S/gm)].map(([, id]) => id);
  expect(RULES.map(({ id }) => id).filter((id) => !checked.includes(id))).toEqual([]);
});

test('the components are those of the synthesizer', () => {
  const table = /define "tracardi.componentTable" -}}\n([^{]*)/.exec(textOf('_components.tpl'))![1];
  const rows = (parse(table) as { path: string; name: string; imagePath: string }[]).map(
    ({ path, name, imagePath }) => ({ path, name, image: imagePath }),
  );
  expect(rows).toEqual(COMPONENT_BLOCKS.map(({ path, name, image }) => ({ path, name, image })));
});
