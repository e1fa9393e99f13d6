'use client';

import { useEffect, useRef } from 'react';
import type { FieldAddress } from '@/components/event-record/field-address';
import { returnFocus } from './return-focus';

/** When the reader is closed and the browser has no place for the focus, it goes to the button of the field. */
export function useFocusOnField(address: FieldAddress): void {
  const latest = useRef(address);
  useEffect(() => {
    latest.current = address;
  }, [address]);
  // The browser's focus.
  useEffect(() => () => returnFocus(latest.current), []);
}
