#!/usr/bin/env node
import { main } from './cli';

// A reader that has seen enough (head) closes the pipe; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.exitCode = main(process.argv.slice(2));
