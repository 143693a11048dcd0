/** Exit codes of all commands. */
export const OK = 0;
/** Invalid values, or differences. */
export const INVALID = 1;
/** Wrong usage, or a file that cannot be read or written. */
export const UNUSABLE = 2;
/** Ctrl-C, as shells have it. */
export const INTERRUPTED = 130;
