import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { run } from '../support/tools';
import { barriersOf, openBrowser, SCREENS } from './browser';

/** The site as it is published, below a path as on GitHub Pages. */

const ROOT = join(__dirname, '..', '..');
const BASE = '/cdk8s-tracardi/';
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

let folder: string;
let server: Server;
let origin: string;
let browser: Browser;
let page: Page;
let faults: string[];

/** Hands out the files of the folder. */
function serve(): Promise<Server> {
  const handOut = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = join(folder, decodeURIComponent(pathname.slice(BASE.length)) || 'index.html');
    if (!pathname.startsWith(BASE) || !existsSync(path) || !statSync(path).isFile())
      return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' });
    createReadStream(path).pipe(response);
  });
  return new Promise((resolve) => handOut.listen(0, '127.0.0.1', () => resolve(handOut)));
}

const pages = (): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html') && name !== '404.html')
    .map((name) => name.replaceAll('\\', '/'));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  const options = { env: { SITE_BASE: BASE } };
  const { status, stderr } = run(process.execPath, [join(ROOT, 'scripts', 'site.mjs'), folder], options);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  server = await serve();
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
  browser = await openBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  faults = [];
  page = await browser.newPage({ viewport: SCREENS[1] });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => faults.push(message.text()));
  page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
  page.on('request', (request) => request.url().startsWith(origin) || faults.push(`asks ${request.url()}`));
});

afterEach(async () => {
  await page.close();
  expect(faults).toEqual([]);
});

test('every document is a page that the sidebar leads to', () => {
  const documents = readdirSync(join(ROOT, 'docs'), { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'));
  const home = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const name of [...documents, 'api.md', 'chart.md']) {
    const file = name.replace(/\.md$/, '.html');
    expect({ name, page: pages().includes(file) }).toEqual({ name, page: true });
    expect({ name, link: home.includes(`href="${BASE}${file}"`) }).toEqual({ name, link: true });
  }
});

test('no link and no anchor leads nowhere', () => {
  const ids = new Map(
    pages().map((name) => {
      const html = readFileSync(join(folder, name), 'utf8');
      return [name, { html, ids: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)) }];
    }),
  );
  const broken: string[] = [];
  let checked = 0;
  for (const [name, { html }] of ids)
    for (const [, href] of html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), `http://site${BASE}${name}`);
      if (url.host !== 'site') continue;
      checked++;
      const path = url.pathname.slice(BASE.length) || 'index.html';
      const known = ids.get(path)?.ids ?? (existsSync(join(folder, path)) ? new Set() : undefined);
      const id = decodeURIComponent(url.hash.slice(1));
      if (!known || (id && !known.has(id))) broken.push(`${name}: ${href}`);
    }
  expect(broken).toEqual([]);
  expect(checked).toBeGreaterThan(500);
});

test('all pages open and fit every screen', async () => {
  for (const name of pages()) {
    await page.goto(origin + name);
    await page.locator('h1').first().waitFor();
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ name, screen, fits: width <= screen.width }).toEqual({ name, screen, fits: true });
    }
  }
}, 400_000);

test.each(['light', 'dark'] as const)(
  '%s: no page keeps anyone out',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const name of pages()) {
      await page.goto(origin + name);
      await page.locator('h1').first().waitFor();
      expect({ name, barriers: await barriersOf(page) }).toEqual({ name, barriers: [] });
    }
  },
  600_000,
);

test.each(['api.public.replicas', 'config.multiTenant.domain', 'tenants[].passwordFrom.name'])(
  'the search finds the key %s',
  async (key) => {
    await page.goto(origin);
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.getByRole('searchbox').fill(key);
    await page.locator('.results .result').first().click();
    await page.waitForURL(`${origin}values.html#${key.replace(/[[\]]/g, '?')}`.replaceAll('?', '*'));
    await page.locator(`li[id="${key}"]`).getByText(key, { exact: true }).waitFor();
  },
);

test('the search finds a word of a document', async () => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('searchbox').fill('CrashLoopBackOff');
  await page.locator('.results .result').first().click();
  await page.waitForURL(`${origin}troubleshooting.html*`);
});

test('the playground is a click away, and works', async () => {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Playground' }).first().click();
  await page.waitForURL(`${origin}playground/index.html`);
  await page.locator('#status', { hasText: /^0 errors/ }).waitFor();
  await page.getByRole('link', { name: 'Documents' }).click();
  await page.waitForURL(`${origin}index.html`);
});

const paste = (text: string): Promise<void> =>
  page.locator('#values').evaluate((area: HTMLTextAreaElement, pasted) => {
    area.value = pasted;
    area.dispatchEvent(new Event('input'));
  }, text);

test('the playground goes on without the network, and opens again', async () => {
  await page.goto(`${origin}playground/index.html`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  const values = await page.locator('#values').inputValue();
  await paste(`${values}nonsense: 1\n`);
  await page.locator('#problems button', { hasText: 'nonsense' }).waitFor();
  await paste(values.replace('replicas: 2', 'replicas: 5'));
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.locator('#drawing text', { hasText: 'be-fa-public' }).waitFor();
  await page.getByRole('tab', { name: 'Diff' }).click();
  await page.locator('#changes', { hasText: '~ spec.replicas: 2 -> 5' }).waitFor();
  expect(requests).toEqual([]);
  await page.reload();
  await page.locator('#status', { hasText: /^0 errors/ }).waitFor();
});

test('the playground of today comes where there is the network', async () => {
  const file = join(folder, 'playground', 'index.html');
  const text = readFileSync(file, 'utf8');
  await page.goto(`${origin}playground/index.html`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  writeFileSync(file, text.replace('<h1>', '<h1>Newer: '));
  try {
    await page.reload();
    await page.getByRole('heading', { name: /^Newer: / }).waitFor();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: /^Newer: / }).waitFor();
  } finally {
    writeFileSync(file, text);
  }
});

test('another file of its folder is not kept in the place of the playground', async () => {
  await page.goto(`${origin}playground/index.html`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto(`${origin}playground/offline.js`);
  await page.context().setOffline(true);
  await page.goto(`${origin}playground/index.html`);
  await page.locator('#status', { hasText: /^0 errors/ }).waitFor();
});

test('the page as a browser saves it works as a file', async () => {
  await page.goto(`${origin}playground/index.html`);
  await page.locator('#status', { hasText: /^0 errors/ }).waitFor();
  const file = join(folder, 'saved.html');
  writeFileSync(file, await page.content());
  const other = await browser.newPage();
  try {
    await other.context().setOffline(true);
    const requests: string[] = [];
    other.on('request', (request) => requests.push(request.url()));
    other.on('pageerror', (error) => faults.push(error.message));
    await other.goto(pathToFileURL(file).href);
    await other.locator('#values').fill('nonsense: 1\n');
    await other.locator('#problems button', { hasText: 'nonsense' }).waitFor();
    expect(await other.getByRole('link').count()).toBe(0);
    expect(requests).toEqual([pathToFileURL(file).href]);
  } finally {
    await other.close();
    rmSync(file);
  }
});
