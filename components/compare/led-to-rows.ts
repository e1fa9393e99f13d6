import { describeEvent } from '@/components/event-type/describe-event';
import type { ShownText } from '@/components/ui/shown-text';
import { eventKind } from '@/lib/events/event-kind';
import type { Comparison } from '@/lib/api/client';
import type { StoredEvent } from '@/lib/events/read-event';
import { SIDES, type Both, type Side } from './side';

/** An event that the divergence led to, and why it stands out. */
export interface ToldEvent {
  readonly eventId: string;
  readonly turn: number;
  readonly text: ShownText;
  readonly reasons: readonly string[];
}

/** Events of the same agent, type and kind that stand out in the two runs. */
export interface LedToRow extends Both<ToldEvent | null> {
  readonly key: string;
}

type Facts = Pick<Comparison, 'led_to' | 'events'>;

/** The events that the divergence led to, the best first: A beside B where both have one of the same sort. */
export function ledToRows({ led_to, events }: Facts): readonly LedToRow[] {
  if (led_to === null) return [];
  const found = {
    a: toldEvents(events.a, led_to.a?.telling ?? []),
    b: toldEvents(events.b, led_to.b?.telling ?? []),
  };
  const left = new Set(found.b);
  const rows: LedToRow[] = [];
  const length = Math.max(found.a.length, found.b.length);
  for (let at = 0; at < length; at++) {
    const a = found.a[at];
    if (a !== undefined) {
      const b = [...left].find(({ sort }) => sort === a.sort);
      if (b !== undefined) left.delete(b);
      rows.push({ key: `a ${a.eventId}`, a, b: b ?? null });
    }
    const b = found.b[at];
    const isWanted = b !== undefined && !found.a.slice(at + 1).some(({ sort }) => sort === b.sort);
    if (isWanted && left.delete(b)) rows.push({ key: `b ${b.eventId}`, a: null, b });
  }
  for (const b of left) rows.push({ key: `b ${b.eventId}`, a: null, b });
  return rows;
}

/** The first events of each run that differ without being led to by the divergence. */
export function apartEvents({ led_to, events }: Facts): Both<readonly ToldEvent[]> {
  const of = (side: Side): readonly ToldEvent[] =>
    toldEvents(
      events[side],
      (led_to?.[side]?.apart_events ?? []).map((event_id) => ({ event_id, reasons: [] })),
    );
  return { a: of('a'), b: of('b') };
}

/** Whether the answer holds the event of the divergence of a run at all. */
export function hasLedTo({ led_to }: Pick<Comparison, 'led_to'>): boolean {
  return led_to !== null && SIDES.some((side) => led_to[side] !== null);
}

function toldEvents(
  events: readonly StoredEvent[],
  told: readonly { readonly event_id: string; readonly reasons: readonly string[] }[],
): readonly (ToldEvent & { readonly sort: string })[] {
  const byId = new Map(events.map((event) => [event.event_id, event]));
  return told.flatMap(({ event_id, reasons }) => {
    const event = byId.get(event_id);
    if (event === undefined) return [];
    return [
      {
        eventId: event_id,
        turn: event.turn_number,
        text: describeEvent(event),
        reasons,
        sort: JSON.stringify([event.agent_id, event.event_type, eventKind(event)]),
      },
    ];
  });
}
