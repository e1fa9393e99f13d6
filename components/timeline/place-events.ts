import type { AxisModel } from './axis-model';
import type { PlacedStep } from './chain-line';
import type { Lane } from './lane-list';
import type { PlacedEvent, PlacedLink } from './lane-scene';
import type { EventMark } from './place-marks';
import type { TimelineEvent } from './timeline-event';
import type { TimelineChain } from './use-timeline-data';

/** Events on the lanes of their agents, without events of agents that have no lane. */
export function placeEvents(
  events: readonly TimelineEvent[],
  lanes: readonly Lane[],
  model: AxisModel,
): readonly EventMark[] {
  const laneOf = new Map(lanes.map(({ key }, at) => [key, at]));
  return events.flatMap((event) => {
    const lane = laneOf.get(event.agent);
    return lane === undefined
      ? []
      : [
          {
            id: event.id,
            type: event.type,
            lane,
            place: model.placeOf(event),
            isFailed: event.isFailed,
          },
        ];
  });
}

/** The events of a chain on the axis, in their order, with the lanes of their agents. */
export function placeSteps(
  events: readonly TimelineEvent[],
  lanes: readonly Lane[],
  model: AxisModel,
): readonly PlacedStep[] {
  const keys = new Set(events.map(({ agent }) => agent));
  const laneOf = new Map(lanes.flatMap(({ key }, at) => (keys.has(key) ? [[key, at]] : [])));
  return events.map((event) => ({
    type: event.type,
    isFailed: event.isFailed,
    place: model.placeOf(event),
    lane: laneOf.get(event.agent),
  }));
}

/** The positions of the selected event and of its causes and effects. */
export interface PlacedChain {
  readonly selected: PlacedEvent | null;
  /** The place of the selected event on the axis, with or without a lane. */
  readonly place: number | null;
  readonly links: readonly PlacedLink[];
}

export function placeChain(
  chain: TimelineChain | undefined,
  lanes: readonly Lane[],
  model: AxisModel,
): PlacedChain {
  if (chain === undefined) return { selected: null, place: null, links: [] };
  const placed = new Map(
    placeEvents([...chain.events.values()], lanes, model).map((mark) => [mark.id, mark]),
  );
  const links = chain.links.flatMap((link) => {
    const [cause, effect] = [placed.get(link.cause), placed.get(link.effect)];
    return cause === undefined || effect === undefined ? [] : [{ cause, effect }];
  });
  return {
    selected: placed.get(chain.selected.id) ?? null,
    place: model.placeOf(chain.selected),
    links,
  };
}
