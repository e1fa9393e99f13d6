import { shownName, type ShownText } from '@/components/ui/shown-text';
import { compareNaturally } from '@/lib/events/natural-order';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { findByName } from '@/lib/filters/name-rank';

/** The lane of an agent, or of the world, which has the events without an agent. */
export interface Lane {
  /** The agent's id; empty for the world. */
  readonly key: string;
  readonly label: ShownText;
  readonly isPinned: boolean;
}

export const LANE_ORDERS = ['name', 'events'] as const;
export type LaneOrder = (typeof LANE_ORDERS)[number];

export const LANE_HEIGHT_PX = 20;

export function laneLabel(key: string): ShownText {
  return shownName(key === '' ? 'world' : key);
}

/**
 * The lanes from top to bottom: pinned lanes in the order of pinning, the world, agents. An unpinned lane is listed only if the
 * criteria allow events of it and its name matches the search; best matches come first.
 */
export function listLanes(
  agents: readonly { readonly agent_id: string; readonly event_count: number }[],
  options: {
    readonly criteria: EventCriteria;
    readonly pinned: readonly string[];
    readonly order: LaneOrder;
    /** A part of a name, case-insensitive. */
    readonly sought: string;
  },
): readonly Lane[] {
  const { criteria, pinned, order, sought } = options;
  const ranked =
    order === 'name'
      ? agents.toSorted((a, b) => compareNaturally(a.agent_id, b.agent_id))
      : agents.toSorted((a, b) => b.event_count - a.event_count);
  const known = new Set(['', ...agents.map(({ agent_id }) => agent_id)]);
  const wanted = new Set(criteria.agent_ids);
  const unwanted = new Set(criteria.exclude_agent_ids);
  const onTop = pinned.filter((key) => known.has(key));
  // With very many agents, the list has only the first ones; agents named in the filter always have lanes.
  const named = [...wanted].filter((key) => !known.has(key));
  const others = ['', ...ranked.map(({ agent_id }) => agent_id), ...named].filter(
    (key) => !onTop.includes(key) && (wanted.size === 0 || wanted.has(key)) && !unwanted.has(key),
  );
  const found = findByName(others, sought.trim(), laneLabel);
  const toLane = (isPinned: boolean) => (key: string) => ({ key, label: laneLabel(key), isPinned });
  return [...onTop.map(toLane(true)), ...found.map(toLane(false))];
}

/** The layout of lanes: pinned lanes are fixed, others scroll. */
export interface LaneLayout {
  readonly lanes: readonly Lane[];
  readonly pinnedCount: number;
  readonly scrollTopPx: number;
  readonly heightPx: number;
}

/** The top of a lane on the canvas. A lane out of view is beyond the canvas, or behind pinned lanes. */
export function laneTop({ pinnedCount, scrollTopPx }: LaneLayout, at: number): number {
  return at * LANE_HEIGHT_PX - (at < pinnedCount ? 0 : scrollTopPx);
}

/** The lane at a height of the canvas; -1 without one. */
export function laneAt(layout: LaneLayout, y: number): number {
  if (y < 0 || y >= layout.heightPx) return -1;
  const isPinned = y < layout.pinnedCount * LANE_HEIGHT_PX;
  const at = Math.floor((isPinned ? y : y + layout.scrollTopPx) / LANE_HEIGHT_PX);
  return at < layout.lanes.length ? at : -1;
}

/** The lanes that are at least partly in view, from top to bottom. */
export function visibleLanes(layout: LaneLayout): readonly number[] {
  const { lanes, pinnedCount, scrollTopPx, heightPx } = layout;
  const pinned = Math.min(pinnedCount, Math.ceil(heightPx / LANE_HEIGHT_PX));
  const first = pinnedCount + Math.floor(scrollTopPx / LANE_HEIGHT_PX);
  const end = Math.min(lanes.length, Math.ceil((scrollTopPx + heightPx) / LANE_HEIGHT_PX));
  return [
    ...Array.from({ length: pinned }, (_, at) => at),
    ...Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at),
  ];
}

const MAX_ASKED = 200;
const CHUNK = 16;

/** The lanes to request: lanes in view, and some more, so that a small scroll needs no request. */
export function lanesToAsk(layout: LaneLayout): readonly string[] {
  const { lanes, pinnedCount } = layout;
  if (lanes.length <= 2 * CHUNK) return lanes.map(({ key }) => key);
  const scrolled = visibleLanes(layout).filter((at) => at >= pinnedCount);
  const first = Math.floor((scrolled[0] ?? pinnedCount) / CHUNK) * CHUNK;
  const end = Math.ceil(((scrolled.at(-1) ?? pinnedCount) + 1) / CHUNK) * CHUNK;
  const keys = [...lanes.slice(0, pinnedCount), ...lanes.slice(Math.max(first, pinnedCount), end)];
  return keys.slice(0, MAX_ASKED).map(({ key }) => key);
}
