import { formatFloat32 } from './go-number';
import type { Scalar } from './scalar';

export interface MapKey {
  /** The key as JSON has it. */
  readonly name: string;
  /** Tells apart keys that go-yaml keeps apart although JSON does not, e.g. 1 and "1". */
  readonly identity: string;
}

const MAX_INT64 = 2n ** 63n - 1n;

/** The string that Helm makes of a key; undefined if it refuses it. */
export function mapKey(scalar: Scalar): MapKey | undefined {
  const name = keyName(scalar);
  return name === undefined
    ? undefined
    : { name, identity: `${scalar.type === 'timestamp' ? 'str' : scalar.type} ${name}` };
}

function keyName(scalar: Scalar): string | undefined {
  switch (scalar.type) {
    case 'null':
      return undefined;
    case 'int':
      return scalar.value > MAX_INT64 ? undefined : String(scalar.value);
    case 'float':
      return formatFloat32(scalar.value);
    default:
      return String(scalar.value);
  }
}
