'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { failureOf } from '@/components/server-data';
import { chainQuery } from '@/components/chain-query';
import { DEFAULT_LINKS, type LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import type { CausalityChain } from '@/lib/api/client';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { AxisModel } from './axis-model';
import { totalIn, type BucketCounts } from './bucket-counts';
import { bucketWindow, markWindow } from './bucket-window';
import { widthOf, type PlaceRange } from './place-range';
import {
  densityQuery,
  eventsQuery,
  lanesQuery,
  MAX_MARKS,
  type TimelineEvents,
} from './timeline-queries';
import { timelineEvent, type TimelineEvent } from './timeline-event';
import { useChainEvents } from './use-chain-events';

const DENSITY_BUCKET_PX = 3;
const LANE_BUCKET_PX = 4;

export interface TimelineData {
  readonly density: BucketCounts | undefined;
  readonly lanes: ReadonlyMap<string, BucketCounts>;
  /** The same, of failed events only. */
  readonly failed: ReadonlyMap<string, BucketCounts>;
  /** The single events, if there are few enough: of the view, or, while it moves, of most of it. */
  readonly marked: TimelineEvents | undefined;
  /** The selected event with its direct causes and effects. */
  readonly chain: TimelineChain | undefined;
  /** The events of the chosen chain, from the cause to the effect. */
  readonly story: readonly TimelineEvent[];
  readonly error: Error | null;
}

/** An event with its causes and effects, by id. */
export interface TimelineChain {
  readonly selected: TimelineEvent;
  readonly events: ReadonlyMap<string, TimelineEvent>;
  readonly links: readonly { readonly cause: string; readonly effect: string }[];
  /** Whether it has more links than listed here. */
  readonly isCut: boolean;
}

const ONLY_FAILED = ['failed' as const];
const NO_LANES: ReadonlyMap<string, BucketCounts> = new Map();

/** The data of a view. The previous data stays until the new data is loaded. */
export function useTimelineData(options: {
  readonly simulationId: string;
  /** Without the range of the axis. */
  readonly criteria: EventCriteria;
  readonly model: AxisModel;
  readonly view: PlaceRange;
  readonly settled: PlaceRange;
  readonly widthPx: number;
  readonly laneKeys: readonly string[];
  readonly selectedEventId: string | null;
  readonly chain: readonly string[];
  readonly chainDirection: ExplanationDirection;
  /** The links by which the story of the chain is looked up. */
  readonly links: LinkChoice;
}): TimelineData {
  const { simulationId, criteria, model, view, settled, laneKeys, selectedEventId } = options;
  // A typical width before the plot is measured, so that the request is sent at once.
  const widthPx = options.widthPx === 0 ? 1200 : options.widthPx;
  const density = useQuery(
    densityQuery(
      simulationId,
      criteria,
      model,
      bucketWindow(settled, model, { widthPx, bucketPx: DENSITY_BUCKET_PX }),
    ),
  );
  const lanes = useQuery(
    lanesQuery(
      simulationId,
      criteria,
      model,
      bucketWindow(settled, model, { widthPx, bucketPx: LANE_BUCKET_PX }),
      laneKeys,
    ),
  );
  const failed = useQuery({
    ...lanesQuery(
      simulationId,
      { ...criteria, outcomes: ONLY_FAILED },
      model,
      bucketWindow(settled, model, { widthPx, bucketPx: LANE_BUCKET_PX }),
      laneKeys,
    ),
    enabled: laneKeys.length > 0 && allowsFailed(criteria),
  });
  const range = markWindow(settled);
  const isCounted = density.data !== undefined && !density.isPlaceholderData;
  const wanted =
    !isCounted || laneKeys.length === 0 ? 'none' : wantedEvents(density.data, range, model);
  const areFew = wanted !== 'none';
  const events = useQuery(eventsQuery(simulationId, criteria, model, range, wanted));
  const found = events.data;
  // Events of a neighbouring range stay while the next are loading, unless the axis has changed.
  const isShown =
    found?.axis === model.axis &&
    (areFew || density.isPlaceholderData) &&
    widthOf(view) < 4 * widthOf(found.range);
  const chain = useQuery({
    ...chainQuery(simulationId, selectedEventId ?? '', 1, DEFAULT_LINKS),
    enabled: selectedEventId !== null,
  });
  const shownChain = useMemo(
    () => (chain.data === undefined ? undefined : toChain(chain.data)),
    [chain.data],
  );
  const story = useChainEvents(simulationId, {
    eventIds: options.chain,
    direction: options.chainDirection,
    links: options.links,
  });
  return {
    density: density.data,
    lanes: lanes.data ?? NO_LANES,
    failed: (allowsFailed(criteria) ? failed.data : undefined) ?? NO_LANES,
    marked: isShown && found.areAll ? found : undefined,
    chain: selectedEventId === null ? undefined : shownChain,
    story,
    error: density.data === undefined ? failureOf(density) : null,
  };
}

function allowsFailed({ outcomes = [] }: EventCriteria): boolean {
  return outcomes.length === 0 || outcomes.includes('failed');
}

/** The single events to request for a range, if there are few enough. */
function wantedEvents(
  density: BucketCounts,
  range: PlaceRange,
  model: AxisModel,
): 'whole turns' | 'parts of turns' | 'none' {
  if (totalIn(density, model.wholeRange(range)) <= MAX_MARKS) return 'whole turns';
  return totalIn(density, range) <= MAX_MARKS ? 'parts of turns' : 'none';
}

function toChain({ event, upstream, downstream, links, truncated }: CausalityChain): TimelineChain {
  const selected = timelineEvent(event);
  const events = new Map(
    [event, ...upstream, ...downstream].map((each) => [each.event_id, timelineEvent(each)]),
  );
  const { id } = selected;
  // Links among causes, or among effects, are shown only by the graph.
  return {
    selected,
    events,
    links: links.filter(({ cause, effect }) => cause === id || effect === id),
    isCut: truncated,
  };
}
