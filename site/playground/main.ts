/// <reference lib="dom" />
import { changesBetween } from '../../lib/cli/diff/changes';
import { textDiff } from '../../lib/cli/diff/render';
import { diagramOf } from '../../lib/cli/graph';
import { svg } from '../../lib/cli/graph/svg';
import { toYaml } from '../../lib/manifests/manifest-yaml';
import { synthesizeObjects } from '../../lib/synthesize';
import type { ObjectSynthesis } from '../../lib/synthesize';
import { validateValues } from '../../lib/values/validate';
import type { ValuesDiagnostic } from '../../lib/values/validate';

/** The example, put in when the page is built. */
declare const EXAMPLE: string;

const NAME = 'values.yaml';
const PLACE = { release: 'tracardi' };
const SHOWN_PROBLEMS = 200;
/** Typing goes on meanwhile. */
const PAUSE_MS = 250;
const TABS = ['problems', 'objects', 'graph', 'diff'];

const element = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;
const values = element<HTMLTextAreaElement>('values');
const old = element<HTMLTextAreaElement>('old');
const view = element<HTMLSelectElement>('view');

interface Checked {
  readonly problems: readonly ValuesDiagnostic[];
  readonly synthesis: ObjectSynthesis;
}

const NOTHING: ObjectSynthesis = { diagnostics: [], tenants: [] };

let checked: Checked = { problems: [], synthesis: NOTHING };

function check(text: string): Checked {
  const problems = validateValues(text, NAME);
  if (problems.some(({ severity }) => severity === 'error')) return { problems, synthesis: NOTHING };
  const sources = [{ kind: 'text', name: NAME, text }] as const;
  return { problems, synthesis: synthesizeObjects({ ...PLACE, sources }) };
}

function update(): void {
  checked = check(values.value);
  drawLines();
  drawProblems();
  drawStatus();
  drawTab();
}

const made = (name: string, text: string, className = ''): HTMLElement =>
  Object.assign(document.createElement(name), { textContent: text, className });

/** Line numbers, those with a problem marked. */
function drawLines(): void {
  const marks = new Map<number, string>();
  for (const { line, severity } of checked.problems) if (line && marks.get(line) !== 'error') marks.set(line, severity);
  const parts: (Node | string)[] = [];
  let plain = '';
  for (let line = 1, count = values.value.split('\n').length; line <= count; line++) {
    const mark = marks.get(line);
    if (!mark) {
      plain += `${line}\n`;
      continue;
    }
    parts.push(plain, made('span', `● ${line}\n`, mark));
    plain = '';
  }
  element('lines').replaceChildren(...parts, plain);
  follow();
}

function drawProblems(): void {
  const buttons = checked.problems.slice(0, SHOWN_PROBLEMS).map((problem) => {
    const { severity, rule, message, path, line, column } = problem;
    const place = line === undefined ? '' : `${line}:${column ?? 1}: `;
    const text = `${place}${severity}: ${path ? `${path}: ` : ''}${message} [${rule}]`;
    const button = made('button', text, severity);
    button.addEventListener('click', () => goTo(line ?? 1, column ?? 1));
    return button;
  });
  const more = checked.problems.length - buttons.length;
  element('problems').replaceChildren(...buttons, ...(more > 0 ? [made('p', `and ${more} more`)] : []));
}

function drawStatus(): void {
  const errors = checked.problems.filter(({ severity }) => severity === 'error').length;
  const objects = checked.synthesis.objects?.length;
  const counts = `${plural(errors, 'error')}, ${plural(checked.problems.length - errors, 'warning')}`;
  element('status').textContent =
    objects === undefined ? `${counts}: no objects` : `${counts}, ${plural(objects, 'object')}`;
}

const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Only what is looked at is made. */
function drawTab(): void {
  const shown = TABS.find((tab) => !element(tab).hidden);
  if (shown === 'objects') drawObjects();
  if (shown === 'graph') drawGraph();
  if (shown === 'diff') drawChanges();
}

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function drawObjects(): void {
  const objects = (checked.synthesis.objects ?? []) as Named[];
  const details = objects.map((object) => {
    const item = made('details', '');
    item.append(made('summary', `${object.kind} ${object.metadata.name}`));
    item.addEventListener('toggle', () => {
      // To be scrolled by keys, too.
      if (item.childElementCount === 1) item.append(Object.assign(made('pre', toYaml([object])), { tabIndex: 0 }));
    });
    return item;
  });
  element('objects').replaceChildren(...(details.length > 0 ? details : [made('p', 'The values have errors.')]));
}

function drawGraph(): void {
  const { objects, tenants } = checked.synthesis;
  const diagram = objects && diagramOf(view.value, objects, tenants);
  const drawing = element('drawing');
  if (diagram) drawing.innerHTML = svg(diagram);
  else drawing.textContent = objects ? 'The values make nothing of the kind.' : 'The values have errors.';
}

function drawChanges(): void {
  const now = checked.synthesis;
  element('changes').textContent = now.objects
    ? textDiff(changesBetween(check(old.value).synthesis, now, PLACE))
    : 'The values have errors.';
}

/** Puts the cursor at a place, which the browser scrolls to. */
function goTo(line: number, column: number): void {
  const lines = values.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  // Columns count characters, the cursor counts UTF-16 units.
  const offset = start + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
  values.focus();
  values.setSelectionRange(offset, offset);
  values.scrollTop = Math.max(0, (line - 5) * 18);
}

function follow(): void {
  element('lines').scrollTop = values.scrollTop;
}

function show(tab: string): void {
  for (const name of TABS) {
    element(name).hidden = name !== tab;
    element(`tab-${name}`).setAttribute('aria-selected', String(name === tab));
  }
  drawTab();
}

function debounced(work: () => void): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(work, PAUSE_MS);
  };
}

async function open({ target }: Event): Promise<void> {
  const [file] = (target as HTMLInputElement).files ?? [];
  if (!file) return;
  values.value = await file.text();
  update();
}

for (const tab of TABS) element(`tab-${tab}`).addEventListener('click', () => show(tab));
values.addEventListener('input', debounced(update));
values.addEventListener('scroll', follow);
old.addEventListener('input', debounced(drawChanges));
view.addEventListener('change', drawGraph);
element('file').addEventListener('change', (event) => void open(event));
element('example').addEventListener('click', () => {
  values.value = EXAMPLE;
  update();
});
values.value = EXAMPLE;
old.value = EXAMPLE;
show('problems');
update();
// Beside a saved page there are neither the documents nor the worker.
const saved = location.protocol === 'file:';
element('documents').hidden = saved;
// Served without the worker, or where browsers have none, the page is what it is: to be loaded again it needs the network.
if (!saved) navigator.serviceWorker?.register('offline.js').catch(() => {});
