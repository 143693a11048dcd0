import { setFlagsFromString } from 'node:v8';

/** The first version whose second compiler (Maglev) does well without the third. */
const MAGLEV_SINCE = 22;

/**
 * A request leaves much garbage and the run keeps little: without this the heap grows to several times what is in use,
 * beyond what a Job's container gets. V8 reads all of these while it runs.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
  if (parseInt(process.versions.node, 10) >= MAGLEV_SINCE) setFlagsFromString('--no-opt');
}
