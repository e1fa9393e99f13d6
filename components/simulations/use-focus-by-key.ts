'use client';

import { useEffect, type RefObject } from 'react';
import { isTyping } from '@/components/ui/is-typing';

/** Has a key lead to a field, from wherever nothing is being typed. */
export function useFocusByKey(key: string, field: RefObject<HTMLInputElement | null>): void {
  // The document's keys.
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (field.current === null || isTyping(event)) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, [key, field]);
}
