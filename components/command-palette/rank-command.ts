/**
 * How well a command answers to what is typed, from 0, not at all, to 1: its whole name, its beginning, whole words of
 * it, beginnings of its words, a part of it, then its other words, and last the initials of its words. Letters that lie
 * scattered in a name are no answer. Of two that answer alike, the shorter name comes first.
 */
export function rankCommand(label: string, keywords: readonly string[], typed: string): number {
  const wanted = folded(typed);
  if (wanted === '') return 1;
  const name = folded(label);
  const rank =
    rankName(name, wanted) || 0.4 * rankWords(keywords, wanted) || rankInitials(name, wanted);
  return rank === 0 ? 0 : rank - Math.min(name.length, 500) / 1e5;
}

function rankName(name: string, wanted: string): number {
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  const words = wordsOf(name);
  const asked = wanted.split(/\s+/);
  if (asked.every((word) => words.includes(word))) return 0.8;
  if (asked.every((word) => words.some((other) => other.startsWith(word)))) return 0.7;
  return asked.every((word) => name.includes(word)) ? 0.5 : 0;
}

function rankWords(keywords: readonly string[], wanted: string): number {
  return keywords
    .slice(0, 20)
    .reduce((best, word) => Math.max(best, rankName(folded(word), wanted)), 0);
}

/** Of two letters or more: one letter is the beginning of too many words. */
function rankInitials(name: string, wanted: string): number {
  const initials = wordsOf(name)
    .map((word) => word.slice(0, 1))
    .join('');
  return wanted.length > 1 && initials.includes(wanted) ? 0.1 : 0;
}

/** Names count as one word and as their parts: `agent_1` is found by both. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[\s“”"(),]+/);
  return [...words, ...words.flatMap((word) => word.split(/[_.:-]+/))].filter(
    (word) => word !== '',
  );
}

/** Whatever its case and its accents. */
function folded(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
