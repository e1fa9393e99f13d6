import type { How } from '@/lib/events/how';

/** How two events compare, as a sign and in words. No difference is told by colour alone. */
export const HOW_LOOK: Readonly<Record<How, { readonly sign: string; readonly word: string }>> = {
  same: { sign: '=', word: 'same' },
  changed: { sign: '≠', word: 'changed' },
  missing: { sign: '−', word: 'only in A' },
  extra: { sign: '+', word: 'only in B' },
  moved: { sign: '⇅', word: 'moved' },
};
