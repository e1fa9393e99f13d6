import type { DescribedCommand } from './command';
import { shownKeys } from './shown-keys';

/** The tooltip and the keys of a button that runs a command. @param label default that of the command */
export function keyHint(
  command: DescribedCommand,
  label = command.label,
): { readonly title: string; readonly 'aria-keyshortcuts': string } {
  const [key = ''] = shownKeys(command);
  return { title: `${label} (${key})`, 'aria-keyshortcuts': ariaKeys(command) };
}

/** The keys of a command for `aria-keyshortcuts`: `Control+K Meta+K`, `Shift+Enter`, `Space`, `j`. */
export function ariaKeys({ keys = [], focusKeys = [] }: DescribedCommand): string {
  return [...keys, ...focusKeys]
    .flatMap((key) => {
      const named = key.replace(/ $/, 'Space').replace(/\+$/, 'Plus').replace('shift+', 'Shift+');
      if (!named.startsWith('mod+')) return [named];
      const letter = named.slice('mod+'.length);
      return ['Control', 'Meta'].map(
        (mod) => `${mod}+${letter.length === 1 ? letter.toUpperCase() : letter}`,
      );
    })
    .join(' ');
}
