import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

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
