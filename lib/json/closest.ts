/** The candidate that a mistyped word most likely means: few edits away, or its beginning; upper and lower case alike. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const bound = Math.max(2, Math.floor(word.length / 3));
  const ranked = candidates
    // A word with another one before it is no slip of the hand: dnsConfig, config.
    .filter(
      (candidate) => !(word.length - candidate.length > 2 && word.toLowerCase().endsWith(candidate.toLowerCase())),
    )
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (ranked.length > 0 && ranked[0].distance <= bound) return ranked[0].candidate;
  return candidates.find((candidate) => isBeginning(candidate, word) || isBeginning(word, candidate));
}

/** `elastic` of `elasticsearch`; a shorter beginning says too little. */
function isBeginning(start: string, word: string): boolean {
  return start.length >= 4 && word.toLowerCase().startsWith(start.toLowerCase());
}

/** Levenshtein distance; swapping two neighbours counts as one edit. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : Infinity;
      row.push(Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, change, swap));
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
