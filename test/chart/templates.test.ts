import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../lib/values/rules';
import { chartFiles } from '../../scripts/generate/chart';
import { COMPONENTS } from '../support/objects';
import { CHART } from './chart';

const ROOT = join(__dirname, '..', '..');

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
  const used = new Set([...named, ...rendered, ...COMPONENTS.map((path) => `tracardi.environment.${path}`)]);
  expect(defined.filter((name) => !used.has(name))).toEqual([]);
  expect([...named].filter((name) => !defined.includes(name))).toEqual([]);
  expect(new Set(defined).size).toBe(defined.length);
});

test('what the plan prints is as generated', () => {
  for (const [file, text] of Object.entries(chartFiles(ROOT)))
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
});

test('the chart checks every rule of the synthesizer', () => {
  const text = FILES.filter((name) => /^_(rules_|plain_rules)/.test(name))
    .map(textOf)
    // The rules of labels and annotations are named where their keys are.
    .concat(/define "tracardi.data.ownMetadata"[^]*?{{- end/.exec(textOf('_data.tpl'))![0])
    .join('\n');
  const isPrinted = (id: string): boolean => new RegExp(`(^|["\\s])${id}["\\s]`, 'm').test(text);
  expect(RULES.map(({ id }) => id).filter((id) => !isPrinted(id))).toEqual([]);
});
