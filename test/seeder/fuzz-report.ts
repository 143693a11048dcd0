import { fuzz } from './fuzz';
import type { FuzzOptions } from './fuzz';

/** Fuzzes the tenant program and says how it went; false after a failure. */
export async function fuzzTenants(options: FuzzOptions & { readonly say: (text: string) => void }): Promise<boolean> {
  const { say, path, seed } = options;
  say(`tenants: ${options.runs} scenarios begin, some a second`);
  const begun = Date.now();
  const { figures, failure } = await fuzz({ ...options, parallel: path ? 1 : options.parallel });
  const counts = Object.entries(figures).map(([name, count]) => `${count} ${words(name)}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  say(`tenants: ${counts.join(', ')}, ${seconds} s, ${memory} MiB, seed ${seed}`);
  if (failure !== undefined) say(failure);
  return failure === undefined;
}

/** `doubleInstalls` as `double installs`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
