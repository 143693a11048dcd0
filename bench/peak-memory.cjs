// Preloaded with --require: prints the peak resident memory of the process, in MiB, when it ends.
process.on('exit', () => process.stderr.write(`${(process.resourceUsage().maxRSS / 1024).toFixed(0)}\n`));
