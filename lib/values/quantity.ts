const DECIMAL: { [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** What a quantity of Kubernetes amounts to. As exponents decimal suffixes are exact: 300m is 0.3. */
export function amountOf(quantity: string): number {
  const [, digits, suffix] = /^([+0-9.]*)(.*)$/s.exec(quantity)!;
  if (BINARY.includes(suffix)) return parsed(digits) * 2 ** (10 * (BINARY.indexOf(suffix) + 1));
  return parsed(Object.hasOwn(DECIMAL, suffix) ? `${digits}e${DECIMAL[suffix]}` : quantity);
}

/** Templates read 0 where no float64 holds the number. */
function parsed(text: string): number {
  const number = Number(text);
  return Number.isFinite(number) ? number : 0;
}

const MOST = 9_000_000_000_000_000_000n;
const FORM = /^\+?([0-9]*)(?:[.]([0-9]*))?([KMGTPE]i|[numkMGTPE])?$/;

/**
 * A quantity as a Kubernetes API server stores it (`1000m` is `1`, `1024Mi` is `1Gi`, less than a milli is one), so that what is applied
 * again is what is there. One with an exponent or beyond an int64 stays as it is.
 */
export function canonicalQuantity(quantity: string): string {
  const [, whole, fraction = '', suffix = ''] = FORM.exec(quantity) ?? [];
  const digits = (whole ?? '') + fraction;
  if (digits === '' || digits.length > 18) return quantity;
  const mantissa = BigInt(digits);
  if (mantissa === 0n) return '0';
  const power = BINARY.indexOf(suffix) + 1;
  if (power === 0) return decimal(mantissa, (DECIMAL[suffix] ?? 0) - fraction.length) ?? quantity;
  return binary(mantissa, fraction.length, power) ?? quantity;
}

function binary(mantissa: bigint, places: number, power: number): string | undefined {
  if (places === 0) return withBinarySuffix(mantissa, power);
  const scaled = mantissa * 1024n ** BigInt(power);
  if (scaled > MOST) return undefined;
  const one = 10n ** BigInt(places);
  const isWhole = scaled % one === 0n;
  return isWhole && scaled / one >= 1024n ? withBinarySuffix(scaled / one, 0) : decimal(scaled, -places);
}

function withBinarySuffix(amount: bigint, power: number): string {
  if (amount % 1024n === 0n && power < BINARY.length) return withBinarySuffix(amount / 1024n, power + 1);
  return `${amount}${power === 0 ? '' : BINARY[power - 1]}`;
}

/** With the largest suffix that leaves a whole number; rounded up to a milli. */
function decimal(amount: bigint, exponent: number): string | undefined {
  if (exponent < -3) return decimal((amount + 9n) / 10n, exponent + 1);
  if (amount % 10n === 0n) return decimal(amount / 10n, exponent + 1);
  const power = Math.floor(exponent / 3) * 3;
  if (power > 18 || amount > MOST / 100n) return undefined;
  const suffix = Object.keys(DECIMAL).find((name) => DECIMAL[name] === power) ?? '';
  return `${amount * 10n ** BigInt(exponent - power)}${suffix}`;
}
