'use client';

import { createContext } from 'react';
import type { FieldAddress } from './field-address';

/** Opens a field of the selected event in the reader; `undefined` where the page has no reader. */
export const OpenReaderContext = createContext<((address: FieldAddress) => void) | undefined>(
  undefined,
);

/** The attribute of the button that opens a field in the reader; its value is the address of the field. */
export const READS_ATTRIBUTE = 'data-reads';
