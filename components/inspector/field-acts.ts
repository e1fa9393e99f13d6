import { createContext } from 'react';
import type { EventCriteria } from '@/lib/filters/event-filter';

/** The columns of fields in the events table. */
export interface FieldColumns {
  /** The paths of the fields, such as `details.price`. */
  readonly shown: readonly string[];
  /** Shows a field as a column, or removes its column. */
  readonly toggle: (path: string) => void;
}

/** What can be done with a field of the details. */
export interface FieldActs {
  readonly onAddCriteria?: ((criteria: EventCriteria) => void) | undefined;
  readonly columns?: FieldColumns | undefined;
}

export const FieldActsContext = createContext<FieldActs>({});
