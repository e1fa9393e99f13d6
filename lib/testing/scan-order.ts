import { compareNaturally } from '../events/natural-order';
import { changeSize } from '../events/value-change';
import type { EventPaging } from '../filters/event-filter';
import type { StoredEvent } from '../events/read-event';

type Order = Pick<EventPaging, 'sort' | 'order'>;

/** Events, given in event order, in the order of a filter. */
export function inOrder<Scanned extends { readonly event: StoredEvent }>(
  events: readonly Scanned[],
  { sort = 'timestamp', order = 'asc' }: Order,
): readonly Scanned[] {
  if (sort === 'timestamp') return order === 'asc' ? events : events.toReversed();
  const times = order === 'asc' ? 1 : -1;
  const by = <Key>(
    keyOf: (event: StoredEvent) => Key | null,
    compare: (a: Key, b: Key) => number,
  ) =>
    // toSorted is stable.
    events.toSorted((a, b) => {
      const [keyA, keyB] = [keyOf(a.event), keyOf(b.event)];
      if (keyA === null || keyB === null) return Number(keyA === null) - Number(keyB === null);
      return times * compare(keyA, keyB);
    });
  const compareNumbers = (a: number, b: number): number => a - b;
  switch (sort) {
    case 'turn':
      return by((event) => event.turn_number, compareNumbers);
    case 'change':
      return by(changeSize, compareNumbers);
    case 'agent':
      return by((event) => event.agent_id?.toWellFormed() ?? null, compareNaturally);
  }
}
