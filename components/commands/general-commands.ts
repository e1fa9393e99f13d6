import type { Command } from './command';

/** What every page with commands can do. */
export interface GeneralTarget {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  /** Copies the address of the view. */
  readonly copyLink: () => void;
  readonly chooseTheme: (theme: 'light' | 'dark' | 'system') => void;
  /** Goes to another page. */
  readonly visit: (path: string) => void;
}

export const PALETTE_COMMAND: Command<GeneralTarget> = {
  id: 'commands',
  label: 'Commands',
  keys: ['mod+k'],
  isUnlisted: true,
  run: (page) => page.openPalette(),
};

export const HELP_COMMAND: Command<GeneralTarget> = {
  id: 'help',
  label: 'Keyboard help',
  keys: ['?'],
  run: (page) => page.openHelp(),
};

export const COPY_LINK_COMMAND: Command<GeneralTarget> = {
  id: 'copy-link',
  label: 'Copy the link to this view',
  words: ['share', 'address', 'url'],
  run: (page) => page.copyLink(),
};

export const THEME_COMMANDS = (
  [
    ['light', 'Light theme'],
    ['dark', 'Dark theme'],
    ['system', 'Theme of the system'],
  ] as const
).map(([theme, label]): Command<GeneralTarget> => ({
  id: `theme-${theme}`,
  label,
  words: ['theme', 'colours', 'mode'],
  run: (page) => page.chooseTheme(theme),
}));

export const VISIT_COMMANDS: readonly Command<GeneralTarget>[] = [
  { id: 'simulations', label: 'All simulations', run: (page) => page.visit('/') },
  { id: 'docs', label: 'API documentation', run: (page) => page.visit('/docs') },
];
