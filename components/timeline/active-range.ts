import { parseTimestamp } from '@/lib/events/epoch-micros';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { timestampAt, turnCriteria, type AxisModel } from './axis-model';
import type { PlaceRange } from './place-range';
import type { TimelineAxis } from './timeline-axis';

/**
 * The range of the criteria on an axis; an open end extends to the end of the axis. `null` when the criteria have no range. The
 * range is empty when its start is after its end.
 */
export function activeRange(criteria: EventCriteria, model: AxisModel): PlaceRange | null {
  if (model.axis === 'turn') {
    const { turn_start, turn_end } = criteria;
    if (turn_start === undefined && turn_end === undefined) return null;
    return notReversed({
      from: turn_start ?? model.extent.from,
      to: turn_end === undefined ? model.extent.to : turn_end + 1,
    });
  }
  const { start_timestamp, end_timestamp } = criteria;
  if (start_timestamp === undefined && end_timestamp === undefined) return null;
  const timeOf = (text: string | undefined) => {
    const time = text === undefined ? undefined : parseTimestamp(text);
    return time === undefined ? undefined : model.placeOf({ turn: 0, time: Number(time) });
  };
  return notReversed({
    from: timeOf(start_timestamp) ?? model.extent.from,
    to: timeOf(end_timestamp) ?? model.extent.to,
  });
}

function notReversed({ from, to }: PlaceRange): PlaceRange {
  return { from, to: Math.max(from, to) };
}

/** The criteria without the range on an axis. */
export function withoutRange(criteria: EventCriteria, axis: TimelineAxis): EventCriteria {
  if (axis === 'turn') {
    const { turn_start, turn_end, ...rest } = criteria;
    return rest;
  }
  const { start_timestamp, end_timestamp, ...rest } = criteria;
  return rest;
}

/** The criteria with a range on an axis, in whole turns; `null` removes the range. */
export function withRange(
  criteria: EventCriteria,
  model: AxisModel,
  range: PlaceRange | null,
): EventCriteria {
  const rest = withoutRange(criteria, model.axis);
  if (range === null) return rest;
  const { from, to } = snapRange(range, model);
  if (model.axis === 'turn') return { ...rest, ...turnCriteria(from, to) };
  const span = model.toSpan({ from, to });
  return {
    ...rest,
    start_timestamp: timestampAt(span.from),
    end_timestamp: timestampAt(span.to),
  };
}

/** The smallest range of a filter that contains a range: in whole turns or whole microseconds. */
export function snapRange({ from, to }: PlaceRange, { axis }: AxisModel): PlaceRange {
  const start = axis === 'turn' ? Math.max(0, Math.floor(from)) : Math.floor(from);
  return { from: start, to: Math.max(start + 1, Math.ceil(to)) };
}
