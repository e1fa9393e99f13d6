import type { DescribedCommand } from './command';

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ' ': 'Space',
};

/** The keys of a command as the help writes them: `Ctrl K`, `⌘ K`, `Page Down`, `j`. */
export function shownKeys({ keys = [], focusKeys = [] }: DescribedCommand): readonly string[] {
  return [...keys, ...focusKeys].flatMap((key) => {
    const [name = '', ...modifiers] = key.split('+').reverse();
    // The key `+` itself has no modifier.
    if (key === '+') return ['+'];
    const shown = modifiers.length > 0 && name.length === 1 ? name.toUpperCase() : name;
    const words = (mod: string) =>
      [
        ...modifiers.reverse().map((each) => (each === 'mod' ? mod : 'Shift')),
        NAMES[shown] ?? shown,
      ].join(' ');
    return modifiers.includes('mod') ? [words('Ctrl'), words('⌘')] : [words('')];
  });
}
