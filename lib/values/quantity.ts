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
