import { withProgress } from '../../lib/cli/progress';

/** What is said of long work, by a clock that the work itself moves. */

let now = 0;
let said: string[];
const { isTTY } = process.stderr;

beforeEach(() => {
  now = 0;
  said = [];
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.stderr.isTTY = isTTY;
});

/** Five items, each of which takes some milliseconds. */
const work = (milliseconds: number): number[] =>
  withProgress('checked', [1, 2, 3, 4, 5], (item) => {
    now += milliseconds;
    return item * 2;
  });

test('short work is done in silence', () => {
  process.stderr.isTTY = true;
  expect(work(100)).toEqual([2, 4, 6, 8, 10]);
  expect(said).toEqual([]);
});

test('on a terminal one line is written anew, and taken away at the end', () => {
  process.stderr.isTTY = true;
  expect(work(500)).toEqual([2, 4, 6, 8, 10]);
  expect(said).toEqual(['\rchecked 2 of 5\x1b[K', '\rchecked 3 of 5\x1b[K', '\rchecked 4 of 5\x1b[K', '\r\x1b[K']);
});

test('in a log there is a line now and then', () => {
  process.stderr.isTTY = false;
  work(4000);
  expect(said).toEqual(['checked 3 of 5\n']);
});
