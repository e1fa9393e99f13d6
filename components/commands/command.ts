import { findByKey, type CommandKey, type KeyInput } from '@/components/ui/key-press';

/**
 * Something a reader can do, as data: the one source of its entry in the palette, its keys, its line in the help, and the
 * tooltip of its button.
 */
export interface Command<Target> {
  /** Unique on its page. */
  readonly id: string;
  readonly label: string;
  /** The label while it depends on the target. Default `label`. */
  readonly labelOf?: (target: Target) => string;
  /** Other words by which the palette finds it. */
  readonly words?: readonly string[];
  /** Keys that run it wherever the focus is, except in a field, a menu or a dialog. `mod+` keys work there, too. */
  readonly keys?: readonly CommandKey[];
  /** Keys that run it while its control has the focus. */
  readonly focusKeys?: readonly CommandKey[];
  /** Whether it can run now. Default always. */
  readonly when?: (target: Target) => boolean;
  readonly run: (target: Target) => void;
  /** A more precise command for a text in the palette; `undefined` when the text does not stand for one. */
  readonly fromText?: (text: string) => TextCommand<Target> | undefined;
  /** Whether the palette leaves it out, as it does steps of a walk. Default false. */
  readonly isUnlisted?: boolean;
}

export interface TextCommand<Target> {
  readonly label: string;
  readonly run: (target: Target) => void;
}

/** The commands of one part of a page. */
export interface CommandSet<Target> {
  /** Heading in the palette and in the help. */
  readonly title: string;
  readonly commands: readonly Command<Target>[];
  /** Keys that the browser handles, for the help. */
  readonly native?: readonly DescribedCommand[];
}

/** A command as the help shows it: without its target. */
export type DescribedCommand = Pick<Command<never>, 'id' | 'label' | 'keys' | 'focusKeys'>;

/** A set as the help shows it. */
export interface DescribedSet {
  readonly title: string;
  readonly commands: readonly DescribedCommand[];
  readonly native?: readonly DescribedCommand[];
}

/**
 * Runs the command of a set whose key was pressed while its control has the focus.
 * @returns whether there is one; the press is then handled, and the page ignores it
 */
export function runByFocusKey<Target>(
  { commands }: CommandSet<Target>,
  target: Target,
  press: KeyInput & { preventDefault(): void },
): boolean {
  const able = commands.filter(({ when }) => when?.(target) ?? true);
  const byKey = new Map(
    able.flatMap((command) => (command.focusKeys ?? []).map((key) => [key, command])),
  );
  const command = findByKey(press, byKey);
  if (command === undefined) return false;
  press.preventDefault();
  command.run(target);
  return true;
}
