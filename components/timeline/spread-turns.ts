import { bisector } from 'd3';
import type { AxisModel } from './axis-model';
import type { TimelineEvent } from './timeline-event';

/** How much of a turn's width stays free on either side of its events. */
const MARGIN = 0.03;

const byTime = bisector((time: number) => time);

/**
 * The axis with events of known turns placed by their order, evenly: within a turn, agents think for seconds and act in
 * the blink of an eye. Other events of such a turn stand among them by their time.
 * @param events all of each turn they are of, in order
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
