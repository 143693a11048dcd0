import type { Diagnostic } from '../private/diagnostic';

/** Rules about sources that could not be read at all. */
const RULES = ['file-not-found', 'not-a-file', 'unreadable', 'encoding', 'too-large', 'revision'];

export const isUnreadable = ({ rule }: Diagnostic): boolean => RULES.includes(rule);
