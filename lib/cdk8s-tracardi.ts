#!/usr/bin/env node
import { main } from './cli';
import { nodeProblem } from './node-version';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (head) closes the pipe; that is no fault of ours.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    if (stream === process.stdout) process.stderr.write(`error: cannot write the output: ${error.message}\n`);
    process.exit(2);
  });
}
const problem = nodeProblem(process.versions.node);
if (problem) {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 2;
} else {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
