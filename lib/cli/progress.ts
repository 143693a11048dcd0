/** Milliseconds after which work is worth a word, and between two of them: on a terminal, and in a log, whose lines stay. */
const ON_TERMINAL = { first: 1000, next: 200 };
const IN_LOG = { first: 10_000, next: 10_000 };

/** Does work item by item, and says on standard error how far it is, where it takes long. */
export function withProgress<T, R>(verb: string, items: readonly T[], work: (item: T) => R): R[] {
  const { isTTY } = process.stderr;
  const { first, next } = isTTY ? ON_TERMINAL : IN_LOG;
  let due = Date.now() + first;
  let said = false;
  const results = items.map((item, index) => {
    if (Date.now() >= due) {
      const text = `${verb} ${index} of ${items.length}`;
      process.stderr.write(isTTY ? `\r${text}\x1b[K` : `${text}\n`);
      due = Date.now() + next;
      said = true;
    }
    return work(item);
  });
  if (said && isTTY) process.stderr.write('\r\x1b[K');
  return results;
}
