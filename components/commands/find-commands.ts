/** A command as the palette shows and finds it. */
export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  /** Other words by which it is found. */
  readonly words?: readonly string[];
  /** The key that runs it. */
  readonly key?: string | undefined;
  /** Whether it comes after all commands with an equal match, as the opposite of a likelier command. Default false. */
  readonly isSecond?: boolean;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly PaletteCommand[];
}

/** The commands that match a typed text, best first, in groups ordered by their best match; for an empty text all. */
export function findCommands(
  groups: readonly CommandGroup[],
  typed: string,
): readonly CommandGroup[] {
  if (typed.trim() === '') return groups.filter(({ commands }) => commands.length > 0);
  return groups
    .map(({ title, commands }) => {
      const ranked = commands
        .map((command) => ({ command, rank: rankCommand(command, typed) }))
        .filter(({ rank }) => rank > 0)
        .sort((a, b) => b.rank - a.rank);
      return { title, commands: ranked.map(({ command }) => command), best: ranked[0]?.rank ?? 0 };
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best);
}

/**
 * The quality of a match, from 0 (no match) to 1. From best to worst: the whole name, its beginning, whole words, beginnings of
 * words, a part of the name, then its other words, and last the initials of its words. Scattered letters do not match. With
 * equal matches, the shorter name comes first.
 */
function rankCommand(
  { label, words = [], isSecond = false }: PaletteCommand,
  typed: string,
): number {
  const wanted = folded(typed);
  const name = folded(label);
  const rank =
    rankName(name, wanted) ||
    0.4 * rankWords(words, wanted) ||
    0.2 * rankName([label, ...words.slice(0, MAX_WORDS)].map(folded).join(' '), wanted) ||
    rankInitials(name, wanted);
  return rank === 0 ? 0 : (isSecond ? 0.95 : 1) * rank - Math.min(name.length, 500) / 1e5;
}

const MAX_WORDS = 20;

function rankName(name: string, wanted: string): number {
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  const words = wordsOf(name);
  const asked = wanted.split(/\s+/);
  if (asked.every((word) => words.includes(word))) return 0.8;
  if (asked.every((word) => words.some((other) => other.startsWith(word)))) return 0.7;
  return asked.every((word) => name.includes(word)) ? 0.5 : 0;
}

function rankWords(words: readonly string[], wanted: string): number {
  return words
    .slice(0, MAX_WORDS)
    .reduce((best, word) => Math.max(best, rankName(folded(word), wanted)), 0);
}

/** Needs two letters or more, because one letter is the beginning of too many words. */
function rankInitials(name: string, wanted: string): number {
  const initials = wordsOf(name)
    .map((word) => word.slice(0, 1))
    .join('');
  return wanted.length > 1 && initials.includes(wanted) ? 0.05 : 0;
}

/** Names count as one word and as their parts: `agent_1` is found by both. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/[\s“”"(),]+/);
  return [...words, ...words.flatMap((word) => word.split(/[_.:-]+/))].filter(
    (word) => word !== '',
  );
}

/** Without case and accents. */
function folded(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
