import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { synthesizeObjects } from '../../lib/synthesize';
import { validateValues } from '../../lib/values/validate';
import { MISTAKES } from '../mistakes/mistakes';
import { run } from '../support/tools';
import { barriersOf, openBrowser, SCREENS } from './browser';

/** The page as people get it, in a browser that is offline. */

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = readFileSync(join(ROOT, 'examples', 'multi-tenant', 'values.yaml'), 'utf8');

let folder: string;
let file: string;
let browser: Browser;
let page: Page;
let requests: string[];
let faults: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playground-'));
  const { status, stderr } = run(process.execPath, [join(ROOT, 'scripts', 'playground.mjs'), folder]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  file = join(folder, 'index.html');
  browser = await openBrowser();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  requests = [];
  faults = [];
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => faults.push(message.text()));
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(file).href);
});

afterEach(async () => {
  await page.close();
  expect({ faults, requests }).toEqual({ faults: [], requests: [pathToFileURL(file).href] });
});

/** Replaces the text and waits until it is checked. */
async function type(values: string): Promise<void> {
  await page.locator('#status').evaluate((status) => (status.textContent = ''));
  // As a paste does it; Playwright's own way takes minutes for a megabyte.
  await page.locator('#values').evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
    area.dispatchEvent(new Event('input'));
  }, values);
  await page.locator('#status', { hasText: /error/ }).waitFor({ timeout: 60_000 });
}

const status = (): Promise<string> => page.locator('#status').innerText();
const problems = (): Promise<string[]> => page.locator('#problems button').allTextContents();
const open = (tab: string): Promise<void> => page.getByRole('tab', { name: tab }).click();

const expected = (values: string): string[] =>
  validateValues(values, 'values.yaml').map(
    ({ severity, rule, message, path, line, column }) =>
      `${line === undefined ? '' : `${line}:${column ?? 1}: `}${severity}: ${path ? `${path}: ` : ''}${message} [${rule}]`,
  );

test('it is one file of less than 1 MB compressed', () => {
  expect(gzipSync(readFileSync(file)).length).toBeLessThan(1_000_000);
});

test('the example: no errors, and the objects of the command', async () => {
  const sources = [{ kind: 'text', name: 'values.yaml', text: EXAMPLE }] as const;
  const { objects } = synthesizeObjects({ sources, release: 'tracardi' });
  const named = objects as { kind: string; metadata: { name: string } }[];
  expect(await status()).toBe(`0 errors, 0 warnings, ${named.length} objects`);
  await open('Objects');
  expect(await page.locator('#objects summary').allTextContents()).toEqual(
    named.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
  await page.locator('#objects summary', { hasText: 'Deployment be-fa-public' }).click();
  await page.locator('#objects pre', { hasText: 'replicas: 2' }).waitFor();
});

test('the name of the Job is the one that the command gives: hashes are the same', async () => {
  const values = `config: { multiTenant: { multi: "yes", domain: a.example } }
secrets: { license: { licenseKey: l }, installation: { token: i }, tms: { secretKey: s, apiKey: k } }
tenants: [{ name: acme, email: "admin@acme.example", password: "pässword" }]
`;
  const sources = [{ kind: 'text', name: 'values.yaml', text: values }] as const;
  const { objects } = synthesizeObjects({ sources, release: 'tracardi' });
  const job = (objects as { kind: string; metadata: { name: string } }[]).find(({ kind }) => kind === 'Job')!;
  await type(values);
  await open('Objects');
  expect(await page.locator('#objects summary', { hasText: 'Job ' }).innerText()).toBe(`Job ${job.metadata.name}`);
});

const texts = MISTAKES.filter(({ content }) => typeof content === 'string').slice(0, 40);

test('mistakes: what the command says, at their lines', async () => {
  expect(texts.length).toBeGreaterThan(20);
  for (const { name, content } of texts) {
    const values = content as string;
    await type(values);
    expect({ name, problems: await problems() }).toEqual({ name, problems: expected(values) });
    const lines = new Set(validateValues(values, 'values.yaml').flatMap(({ line }) => line ?? []));
    expect(await page.locator('#lines span').allTextContents()).toEqual(
      [...lines].sort((a, b) => a - b).map((line) => `● ${line}\n`),
    );
  }
}, 400_000);

test('a click on a problem goes to its place', async () => {
  await type('redis:\n  host: 😀\n  prt: 1\n');
  await page.locator('#problems button', { hasText: 'prt' }).click();
  const cursor = await page.locator('#values').evaluate((area: HTMLTextAreaElement) => area.selectionStart);
  expect(cursor).toBe('redis:\n  host: 😀\n  '.length);
});

/** Names may not differ in digits alone. */
const letters = (index: number): string =>
  [...String(index).padStart(5, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');

test('a file of 1 MB', async () => {
  const tenants = Array.from(
    { length: 9000 },
    (_, index) =>
      `  - { name: tenant${letters(index)}, email: admin${index}@tenants.your-domain.com, passwordFrom: { name: passwords, key: p${index} } }\n`,
  );
  const values = `${EXAMPLE}tenants:\n${tenants.join('')}`;
  expect(Buffer.byteLength(values)).toBeGreaterThan(1_000_000);
  await type(values);
  expect(await status()).toMatch(/^0 errors, \d+ warnings?, \d+ objects$/);
  await open('Graph');
  await page.locator('#view').selectOption('job');
  await page.locator('#drawing text', { hasText: '9000 tenants' }).waitFor();
  await type(`${values}  - { name: x }\n`);
  expect(await problems()).toEqual(expected(`${values}  - { name: x }\n`));
}, 400_000);

test('the graph of each view', async () => {
  await open('Graph');
  await page.locator('#drawing text', { hasText: 'be-fa-public' }).waitFor();
  await page.locator('#view').selectOption('request');
  await page.locator('#drawing text', { hasText: 'first label of the host' }).waitFor();
  await page.locator('#view').selectOption('job');
  await page.locator('#drawing text', { hasText: '3 tenants' }).waitFor();
  await type(`${EXAMPLE.replace(/^tenants:[^]*?^(?=\S)/m, '')}tenants: []\n`);
  await open('Graph');
  expect(await page.locator('#drawing').innerText()).toBe('The values make nothing of the kind.');
});

test('the diff to another file, without secrets', async () => {
  await open('Diff');
  await page.locator('#changes', { hasText: 'no differences' }).waitFor();
  await type(EXAMPLE.replace('replicas: 2', 'replicas: 5').replace('username: elastic', 'username: swordfish'));
  const changes = await page.locator('#changes').innerText();
  expect(changes).toContain('~ spec.replicas: 2 -> 5');
  expect(changes).toContain('Secret elastic-secret');
  expect(changes).not.toContain('swordfish');
  await page.locator('#old').fill('nonsense: 1');
  await page.locator('#changes', { hasText: 'Was not valid before this change' }).waitFor();
});

test('the diff is that of the command, and names the keys of defaults from which changes come', async () => {
  const [before, after] = ['1', '3'].map((replicas) => {
    const path = join(folder, `replicas-${replicas}.yaml`);
    writeFileSync(path, `${EXAMPLE}defaults: { replicas: ${replicas} }\n`);
    return path;
  });
  const { stdout } = run(process.execPath, [join(ROOT, 'build', 'cdk8s-tracardi.js'), 'diff', before, after]);
  expect(stdout).toContain('defaults.replicas');
  await open('Diff');
  await page.locator('#old').fill(readFileSync(before, 'utf8'));
  await type(readFileSync(after, 'utf8'));
  expect(await page.locator('#changes').textContent()).toBe(stdout);
});

test('a file of one’s own', async () => {
  await page.locator('#file').setInputFiles({
    name: 'my.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from('api: { private: { replica: 2 } }\n'),
  });
  await page.locator('#problems button', { hasText: 'did you mean replicas?' }).waitFor();
});

test('what a value holds is text, no markup', async () => {
  await type('"<img src=x onerror=alert(1)>": 1\nredis: { host: "<script>alert(1)</script>" }\n');
  expect(await page.locator('#problems img, #problems script').count()).toBe(0);
  expect(await problems()).toEqual(expected(await page.locator('#values').inputValue()));
});

test('no screen is too narrow, light or dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      for (const tab of ['Problems', 'Objects', 'Graph', 'Diff']) {
        await open(tab);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect({ tab, fits: width <= screen.width }).toEqual({ tab, fits: true });
      }
    }
  }
});

test.each(['light', 'dark'] as const)(
  '%s: no tab keeps anyone out, with errors or without',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const changed = EXAMPLE.replace('replicas: 2', 'replicas: 5');
    for (const values of [`${changed}api: {}\n`, `${changed}nonsense: 1\n`, changed]) {
      await type(values);
      for (const tab of ['Problems', 'Objects', 'Graph', 'Diff']) {
        await open(tab);
        if (tab === 'Objects') await page.evaluate(() => document.querySelector('summary')?.click());
        expect({ tab, barriers: await barriersOf(page) }).toEqual({ tab, barriers: [] });
      }
    }
  },
  400_000,
);
