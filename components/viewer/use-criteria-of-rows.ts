'use client';

import { useState } from 'react';
import type { ServerData } from '@/components/server-data';
import type { EventCriteria } from '@/lib/filters/event-filter';

/**
 * The last criteria whose first rows were loaded or failed; `undefined` before the first ones. Counts are requested with these
 * criteria, because readers wait for rows, and the server returns rows sooner without concurrent counts.
 */
export function useCriteriaOfRows(
  criteria: EventCriteria,
  rows: ServerData<unknown>,
): EventCriteria | undefined {
  const [latest, setLatest] = useState<EventCriteria>();
  const isThere = rows.state === 'ready' || rows.state === 'failed';
  if (!isThere || latest === criteria) return latest;
  setLatest(criteria);
  return criteria;
}
