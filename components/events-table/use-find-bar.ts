'use client';

import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { keyAmong } from '@/components/ui/key-press';
import { useFind, type Find, type FindOptions } from './use-find';

export interface FindBarState {
  readonly find: Find;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Handles keys in the table and in the bar. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const KEYS = ['F3', 'shift+F3', 'Escape'] as const;

/** The state of the find bar, and its keys. */
export function useFindBar({
  scroller,
  ...options
}: FindOptions & {
  /** Gets the focus afterwards. */
  readonly scroller: RefObject<HTMLElement | null>;
}): FindBarState {
  const [isOpen, setOpen] = useState(options.find !== null);
  const field = useRef<HTMLInputElement>(null);
  const find = useFind(options);
  const open = useCallback(() => {
    setOpen(true);
    // The bar is rendered in the next frame at the latest.
    requestAnimationFrame(() => field.current?.select());
  }, []);
  const close = () => {
    setOpen(false);
    options.onFindChange(null);
    scroller.current?.focus();
  };
  return {
    find,
    isOpen,
    open,
    close,
    field,
    onKeyDown: (event) => {
      // Portals opened from here have their own keys.
      if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
      const key = keyAmong(event, KEYS);
      if (key === undefined) return;
      if (key !== 'Escape') {
        event.preventDefault();
        if (!isOpen) open();
        else find.step(key === 'F3' ? 'next' : 'previous');
      } else if (isOpen) {
        event.preventDefault();
        close();
      }
    },
  };
}
