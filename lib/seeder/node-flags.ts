/**
 * How Node runs the program. A request leaves much garbage and the run keeps little: left alone the heap grows to several times
 * what is in use, beyond what a Job's container gets.
 */
export const NODE_FLAGS: readonly string[] = ['--max-semi-space-size=2', '--heap-growing-percent=50'];
