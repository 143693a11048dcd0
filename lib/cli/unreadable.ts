import type { Diagnostic } from '../json/diagnostic';

/** Rules about sources that are not there. */
const MISSING = ['file-not-found', 'not-a-file', 'unreadable', 'too-large', 'revision'];

export const isMissing = ({ rule }: Diagnostic): boolean => MISSING.includes(rule);

/** Also of a source that is there, but holds no text. */
export const isUnreadable = (diagnostic: Diagnostic): boolean =>
  isMissing(diagnostic) || diagnostic.rule === 'encoding';
