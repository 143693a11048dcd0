// npm run bench: how soon the playground answers, in the Chromium of the tests, as a ratio to the same page without its script.
import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { playground } from '../scripts/playground.mjs';
import { median } from './pairs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'node_modules', '.cache', 'bench-browser.cjs');
buildSync({
  entryPoints: [join(root, 'test', 'browser', 'browser.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
});
const { openBrowser } = createRequire(import.meta.url)(outfile);
const runs = Number(process.env.BENCH_RUNS ?? 15);

const folder = mkdtempSync(join(tmpdir(), 'bench-playground-'));
const page = await playground();
const url = (name, text) => {
  writeFileSync(join(folder, name), text);
  return pathToFileURL(join(folder, name)).href;
};
const ours = url('ours.html', page);
const empty = url(
  'empty.html',
  page.replace(/<script>[^]*<\/script>/, () => ''),
);

/** Runs in the page, before anything of it: notes when it is asked and when the answer stands there. */
function watch() {
  window.times = { answers: [] };
  addEventListener('input', () => (window.times.asked = performance.now()), true);
  new MutationObserver((changes) => {
    const answered = changes.some(({ target }) => target.id === 'status' && target.textContent);
    if (answered) window.times.answers.push(performance.now());
  }).observe(document, { subtree: true, childList: true });
}

/** Milliseconds of one visit, as a browser that is new makes it: from the start of the navigation to the load event and to the answer. */
async function visit(browser, address) {
  const tab = await browser.newPage();
  await tab.addInitScript(watch);
  await tab.goto(address, { waitUntil: 'load' });
  const { load, answers } = await tab.evaluate(() => ({
    load: performance.getEntriesByType('navigation')[0].loadEventEnd,
    answers: window.times.answers,
  }));
  return { tab, load, answer: answers[0] };
}

async function keystroke(tab) {
  await tab.locator('#values').focus();
  await tab.keyboard.press('Control+End');
  await tab.keyboard.type('#');
  await tab.waitForFunction(() => window.times.answers.at(-1) > window.times.asked);
  return tab.evaluate(() => window.times.answers.at(-1) - window.times.asked);
}

const browser = await openBrowser();
try {
  await (await visit(browser, ours)).tab.close();
  const results = [];
  for (let run = 0; run < runs; run++) {
    const [a, b] = [await visit(browser, ours), await visit(browser, empty)];
    results.push({ ...a, empty: b.load, key: await keystroke(a.tab) });
    await a.tab.close();
    await b.tab.close();
  }
  const of = (figure) => median(results.map(figure)).toFixed(0);
  console.log(
    `playground: ${(gzipSync(page).length / 1e6).toFixed(2)} MB compressed (limit 1); medians of ${runs} visits: the answer ${of(({ answer }) => answer)} ms ` +
      `after the navigation starts, ${of(({ load, answer }) => answer - load)} ms after the load event (limit 1000), ` +
      `${median(results.map(({ answer, empty }) => answer / empty)).toFixed(1)}x the time in which the same page without its script loads (${of(({ empty }) => empty)} ms)`,
  );
  console.log(
    `playground: a new answer ${of(({ key }) => key)} ms after a keystroke, of which 250 ms wait for the next`,
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
