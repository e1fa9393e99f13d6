'use client';

import { useState } from 'react';
import type { ServerData } from '@/components/server-data';
import type { EventCriteria } from '@/lib/filters/event-filter';

/**
 * The criteria whose first rows are there, or cannot be had; `undefined` before any are. Counts are asked for by these:
 * rows are what a reader waits for, and the server has them sooner alone.
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
