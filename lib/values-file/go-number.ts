const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** Go's ParseInt(text, 0, 64), else ParseUint(text, 0, 64): a leading 0 means octal. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9]\d*))$/.exec(text);
  if (!match) return undefined;
  const [, sign, hex, octal, binary, decimal] = match;
  const magnitude = toBigInt(hex, octal, binary, decimal);
  const value = sign === '-' ? -magnitude : magnitude;
  // A sign keeps Go from falling back to unsigned numbers.
  const limit = sign === '' ? MAX_UINT64 : 2n ** 63n - 1n;
  return value >= MIN_INT64 && value <= limit ? value : undefined;
}

function toBigInt(hex?: string, octal?: string, binary?: string, decimal?: string): bigint {
  if (hex !== undefined) return BigInt(`0x${hex}`);
  if (octal !== undefined) return BigInt(`0o${octal}`);
  if (binary !== undefined) return BigInt(`0b${binary}`);
  return BigInt(decimal ?? '0');
}

/** A decimal number as a float64; undefined if it is none or too large, which leaves the text a string. */
export function parseFloatingPoint(text: string): number | undefined {
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Go's FormatFloat(value, 'g', -1, 32), which sigs.k8s.io/yaml writes a number used as a key with. */
export function formatFloat32(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [mantissa, exponentText] = shortestExponential(single).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(`${mantissa}e${exponent}`));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function shortestExponential(single: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential(9);
}
