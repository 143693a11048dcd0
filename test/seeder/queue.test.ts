import { pause } from '../../lib/seeder/clock';
import { Queue } from '../../lib/seeder/queue';

/** In which order tenants have their turn, and after which pauses. */

test('what is due comes before what is new, the earliest first, and of equals the one that waits longer', async () => {
  const queue = new Queue(['a', 'b', 'c', 'd', 'e']);
  for (const expected of ['a', 'b', 'c', 'd']) expect(await queue.take()).toBe(expected);
  queue.putBack('a', -1);
  queue.putBack('b', -2);
  queue.putBack('c', -1);
  queue.putBack('d', -3);
  const taken = [];
  for (let item = await queue.take(); item; item = await queue.take()) {
    taken.push(item);
    queue.finish();
  }
  expect(taken).toEqual(['d', 'b', 'a', 'c', 'e']);
});

test('what is not due yet lets what is new come first', async () => {
  const queue = new Queue(['a', 'b']);
  expect(await queue.take()).toBe('a');
  queue.putBack('a', Infinity);
  expect(await queue.take()).toBe('b');
});

test('pauses double up to a bound, and are spread over their later half', () => {
  const drawn = (attempt: number): number[] => Array.from({ length: 200 }, () => pause(500, attempt));
  for (const [attempt, longest] of [500, 1000, 2000, 4000, 8000, 15_000, 15_000].entries()) {
    const pauses = drawn(attempt);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(longest / 2);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(longest / 4);
  }
  expect(Math.max(...drawn(1e6))).toBeLessThanOrEqual(15_000);
});
