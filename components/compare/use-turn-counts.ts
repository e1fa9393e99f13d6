'use client';

import { useQuery } from '@tanstack/react-query';
import { max } from 'd3';
import { fullestBucket } from '@/components/event-type/type-bands';
import type { Comparison } from '@/lib/api/client';
import type { EventHistogram } from '@/lib/api/contract';
import { turnCountsQuery } from './comparison-query';
import type { Both } from './side';

/** The events of both runs by turn and type, as far as they are loaded, and the most events of a bar in either. */
export function useTurnCounts({
  a,
  b,
}: Pick<Comparison, 'a' | 'b'>): Both<EventHistogram | undefined> & { readonly most: number } {
  const counts = {
    a: useQuery(turnCountsQuery(a.id, a.event_count)).data,
    b: useQuery(turnCountsQuery(b.id, b.event_count)).data,
  };
  const loaded = [counts.a, counts.b].filter((each) => each !== undefined);
  return { ...counts, most: max(loaded, fullestBucket) ?? 1 };
}
