import { canonicalQuantity } from '../../lib/values/quantity';

/** What Kubernetes 1.34 stores where these are applied. */
const STORED: readonly (readonly [given: string, stored: string])[] = [
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.5', '500m'],
  ['+1.50', '1500m'],
  ['00.10', '100m'],
  ['0', '0'],
  ['0.0', '0'],
  ['1024', '1024'],
  ['1000', '1k'],
  ['5000000000', '5G'],
  ['100k', '100k'],
  ['1000k', '1M'],
  ['1E', '1E'],
  ['0.0005', '1m'],
  ['1n', '1m'],
  ['2048Ki', '2Mi'],
  ['1024Mi', '1Gi'],
  ['1000Mi', '1000Mi'],
  ['1.5Gi', '1536Mi'],
  ['3.0Mi', '3Mi'],
  ['0.5Ki', '512'],
  ['0.1Ki', '102400m'],
  ['1.6Gi', '1717986918400m'],
  ['12345678901234567', '12345678901234567'],
];

test.each(STORED)('%s is stored as %s', (given, stored) => {
  expect(canonicalQuantity(given)).toBe(stored);
  expect(canonicalQuantity(stored)).toBe(stored);
});

test.each(['1E+3', '1e-7', '8Ei', '1234567890123456789', 'much', ''])('%s stays as it is', (quantity) => {
  expect(canonicalQuantity(quantity)).toBe(quantity);
});
