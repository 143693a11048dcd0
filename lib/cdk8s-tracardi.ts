#!/usr/bin/env node
import { main } from './cli';

// A reader that has seen enough (head) closes the pipe; that is no fault of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 2),
  );
}
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
