export interface Position {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Set where it stands after the first comma of a `--set`: what was meant to be a value may be read as a key there. */
  readonly isAfterComma?: boolean;
}

/** A value as one source gives it, by where it stands there. */
export interface Place {
  readonly shape: 'map' | 'list' | 'scalar';
  /** Whether the source leaves alone what earlier ones say beneath this value. */
  readonly keepsEarlier: boolean;
  child(part: string | number): Place | undefined;
  keyPosition(): Position;
  valuePosition(): Position;
}

/**
 * The place of the last source that says something about the path, or else about its nearest ancestor;
 * undefined if none does but the root.
 */
export function findPlace(roots: readonly Place[], path: readonly (string | number)[]): Place | undefined {
  let places = roots;
  let found: Place | undefined;
  for (const part of path) {
    const children = places.flatMap((place) => place.child(part) ?? []);
    if (children.length === 0) break;
    places = effective(children);
    found = places.at(-1);
  }
  return found;
}

/** Drops what a later source replaced. */
function effective(places: readonly Place[]): readonly Place[] {
  let first = places.length - 1;
  while (first > 0 && places[first].keepsEarlier && places[first - 1].shape === places[first].shape) first--;
  return places.slice(first);
}
