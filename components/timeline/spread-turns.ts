import { bisector } from 'd3';
import type { AxisModel } from './axis-model';
import type { TimelineEvent } from './timeline-event';

/** The share of a turn's width that stays free on each side of its events. */
const MARGIN = 0.03;

const byTime = bisector((time: number) => time);

/**
 * The axis with the events of known turns spaced evenly, in their order, because within a turn agents think for seconds and act
 * within milliseconds. Other events of such a turn are placed between them by time.
 * @param events in order; for each of their turns, all events
 */
export function spreadTurns(model: AxisModel, events: readonly TimelineEvent[]): AxisModel {
  const timesOf = new Map<number, number[]>();
  const orderOf = new Map<string, number>();
  for (const { id, turn, time } of events) {
    const times = timesOf.get(turn) ?? [];
    timesOf.set(turn, times);
    orderOf.set(id, times.push(time) - 0.5);
  }
  return {
    ...model,
    placeOf(event) {
      const times = timesOf.get(event.turn);
      if (times === undefined) return model.placeOf(event);
      const order = orderOf.get(event.id ?? '') ?? byTime.left(times, event.time);
      return event.turn + MARGIN + (1 - 2 * MARGIN) * (order / times.length);
    },
  };
}
