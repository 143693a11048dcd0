/**
 * How Node runs the program. A request leaves much garbage and the run keeps little: left alone the heap grows to several times
 * what is in use, beyond what a Job's container gets, and threads that help to compile and to collect bring memory of their own:
 * with Node 24 some 20 MiB.
 */
export const NODE_FLAGS: readonly string[] = [
  '--max-semi-space-size=2',
  '--heap-growing-percent=50',
  '--single-threaded',
];
