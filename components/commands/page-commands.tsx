'use client';

import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { findByKey } from '@/components/ui/key-press';
import { isTyping } from '@/components/ui/is-typing';
import type { Command, CommandSet, DescribedCommand } from './command';

/** A command with its target: ready to run. */
export interface BoundCommand extends DescribedCommand {
  readonly label: string;
  readonly words: readonly string[];
  readonly isUnlisted: boolean;
  readonly isAble: () => boolean;
  readonly run: () => void;
  readonly fromText: (
    text: string,
  ) => { readonly label: string; readonly run: () => void } | undefined;
}

export interface BoundSet {
  readonly title: string;
  readonly commands: readonly BoundCommand[];
}

interface PageCommands {
  /** Adds the commands of a part of the page. @returns removes them */
  readonly bind: (set: () => BoundSet) => () => void;
  /** The commands of the current parts of the page, in page order. */
  readonly all: () => readonly BoundSet[];
}

const PageCommandsContext = createContext<PageCommands | undefined>(undefined);

/** The commands of a page: its parts bind them, and their keys work while the parts are shown. */
export function PageCommandsProvider({ children }: { readonly children: ReactNode }) {
  const [page] = useState(createPageCommands);

  const act = useEffectEvent((press: KeyboardEvent) => {
    if (press.defaultPrevented) return;
    const isWaiting = isTyping(press);
    const byKey = new Map(
      page
        .all()
        .flatMap(({ commands }) => commands)
        .flatMap((command) => (command.keys ?? []).map((key) => [key, command] as const))
        .filter(([key, { isAble }]) => (!isWaiting || key.startsWith('mod+')) && isAble()),
    );
    const command = findByKey(press, byKey);
    if (command === undefined) return;
    press.preventDefault();
    command.run();
  });

  // The keyboard.
  useEffect(() => {
    const listen = (press: KeyboardEvent): void => act(press);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return <PageCommandsContext value={page}>{children}</PageCommandsContext>;
}

/** The commands of the page. @throws {Error} outside of a page */
export function usePageCommands(): PageCommands {
  const page = use(PageCommandsContext);
  if (page === undefined) throw new Error('Commands are used outside of a PageCommandsProvider.');
  return page;
}

/** Makes the commands of a set part of the page while the component is shown. Each runs on the latest target. */
export function useCommands<Target>(set: CommandSet<Target>, target: Target): void {
  const page = usePageCommands();
  const latest = useRef(target);
  useLayoutEffect(() => {
    latest.current = target;
  });
  // The page.
  useEffect(() => page.bind(() => bindSet(set, () => latest.current)), [page, set]);
}

function bindSet<Target>({ title, commands }: CommandSet<Target>, target: () => Target): BoundSet {
  return { title, commands: commands.map((command) => bindCommand(command, target)) };
}

function bindCommand<Target>(command: Command<Target>, target: () => Target): BoundCommand {
  const { id, label, labelOf, keys = [], focusKeys = [], words = [], isUnlisted = false } = command;
  return {
    id,
    label: labelOf?.(target()) ?? label,
    keys,
    focusKeys,
    words,
    isUnlisted,
    isAble: () => command.when?.(target()) ?? true,
    run: () => command.run(target()),
    fromText(text) {
      const found = command.fromText?.(text);
      return found && { label: found.label, run: () => found.run(target()) };
    },
  };
}

function createPageCommands(): PageCommands {
  const sets = new Set<() => BoundSet>();
  return {
    bind(set) {
      sets.add(set);
      return () => void sets.delete(set);
    },
    all: () => Array.from(sets, (set) => set()),
  };
}
