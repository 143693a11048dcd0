import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** A browser of the system: nothing is downloaded. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_BIN ?? PLACES.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error('no Chromium is installed: apt-get install chromium-headless-shell, or name one in CHROMIUM_BIN');
  // Containers offer Chromium no sandbox of its own.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** Widths of screens: a phone and a desk. */
export const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

/** What axe-core finds in a page that keeps people out: rules, each with the first elements that break it. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const shown = (html: string): string => html.slice(0, 200);
  return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => shown(html))].join('\n'));
}
