'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { useCommands } from '@/components/commands/page-commands';
import { addCriteria } from '@/lib/filters/add-criteria';
import { activeRange, withoutRange, withRange } from './active-range';
import type { AxisModel } from './axis-model';
import { AxisRow } from './axis-row';
import { ChainWords } from './chain-words';
import { cutTexts } from './cut-text';
import { DensityRow } from './density-row';
import type { FilterLane } from './lane-labels';
import { lanesToAsk } from './lane-list';
import { LaneRows } from './lane-rows';
import { LinkList } from './link-list';
import { markAt } from './place-marks';
import { zoomRange, type PlaceRange } from './place-range';
import { pointInPlot, type PlotFrame } from './plot-frame';
import { plotKeys } from './plot-keys';
import { probeText, rangeText } from './probe-facts';
import type { TimelineAxis } from './timeline-axis';
import { TIMELINE_COMMANDS } from './timeline-commands';
import type { TimelineProps } from './timeline-props';
import styles from './timeline.module.css';
import { summaryText, TimelineTable } from './timeline-table';
import { TimelineLegend } from './timeline-legend';
import { LaneTools, TimelineToolbar, ViewReadout, ZoomTools } from './timeline-toolbar';
import { TimelineTooltip } from './timeline-tooltip';
import { useElementSize } from './use-element-size';
import { useLaneLayout } from './use-lane-layout';
import { usePlotDrawing } from './use-plot-drawing';
import { usePlotGestures } from './use-plot-gestures';
import { useProbe } from './use-probe';
import { useTimelineData } from './use-timeline-data';
import { useTimelineView } from './use-timeline-view';

const GUTTER_PX = 136;
const NARROW_GUTTER_PX = 92;
const NARROW_PX = 600;
/** The room for the scroll bar of the lanes. */
const RIGHT_PX = 12;

const NO_KEYS: readonly string[] = [];

/** The timeline of a run whose axis is known. */
export function TimelinePlot(
  props: Omit<TimelineProps, 'onAxisChange'> & {
    readonly model: AxisModel;
    readonly onAxisChange: (axis: TimelineAxis) => void;
  },
) {
  const { simulation, criteria, countedCriteria, model, selectedEventId } = props;
  const { onSelectEvent, onCriteriaChange } = props;
  const body = useRef<HTMLDivElement>(null);
  const { widthPx: bodyPx, heightPx } = useElementSize(body);
  const leftPx = bodyPx < NARROW_PX ? NARROW_GUTTER_PX : GUTTER_PX;
  const widthPx = Math.max(0, bodyPx - leftPx - RIGHT_PX);

  const { view, settled, moveTo, glideTo } = useTimelineView(model, props.span, props.onSpanChange);
  const lanes = useLaneLayout(simulation, criteria, heightPx);
  const { layout, heights } = lanes;
  const hasLanes = heights.lanesPx > 0;
  // A picture of width 0 would take the pointer to a wrong place.
  const isMeasured = widthPx > 0;
  const counted = useMemo(
    () => withoutRange(countedCriteria, model.axis),
    [countedCriteria, model.axis],
  );
  const data = useTimelineData({
    simulationId: simulation.id,
    criteria: counted,
    model,
    view,
    settled,
    widthPx,
    laneKeys: hasLanes ? lanesToAsk(layout) : NO_KEYS,
    selectedEventId,
    chain: props.chain,
    chainDirection: props.chainDirection,
    links: props.links,
  });
  const { density, chain } = data;
  const range = activeRange(criteria, model);
  const changeRange = (next: PlaceRange | null) =>
    onCriteriaChange((now) => withRange(now, model, next));
  const filterLane = useCallback<FilterLane>(
    (key, treatment) => {
      const added = treatment === 'include' ? { agent_ids: [key] } : { exclude_agent_ids: [key] };
      onCriteriaChange((now) => addCriteria(now, added));
    },
    [onCriteriaChange],
  );
  const [showsTable, setShowsTable] = useState(false);

  const frame: PlotFrame = { model, view, leftPx, widthPx, densityPx: heights.densityPx, layout };
  const drawing = usePlotDrawing(frame, data);
  const probe = useProbe(frame, data, drawing);
  const { cursor, tip } = probe;

  useCommands(TIMELINE_COMMANDS, (change) => glideTo((shown) => change(shown, model)));
  const { onKeyDown, enterLanes } = plotKeys(frame, {
    probe,
    events: drawing.events,
    lanes,
    move: { moveTo, glideTo },
    hasRange: range !== null,
    onClearRange: () => changeRange(null),
    onFilterLane: filterLane,
    onSelectEvent,
  });

  const gestures = usePlotGestures(body, {
    leftPx,
    widthPx,
    moveTo,
    isOverScrollingLanes: lanes.canScrollAt,
    onClick: (event) => {
      const at = pointInPlot(frame, event);
      const found =
        at === null || at.lane === -1 ? undefined : markAt(drawing.marks, at.lane, at.x);
      if (found !== undefined) onSelectEvent(found.id);
    },
  });

  const inView = rangeText(view, model);
  return (
    <section className={styles['timeline']} aria-label="Timeline">
      <TimelineToolbar axis={model.axis} onAxisChange={props.onAxisChange}>
        <ViewReadout
          viewText={model.axis === 'turn' ? inView : `${inView} UTC`}
          rangeText={range === null ? undefined : rangeText(range, model)}
          onClearRange={() => changeRange(null)}
          cut={cutTexts({
            laneCount: simulation.agents.length,
            agentCount: simulation.agent_count,
            linkCount: chain?.isCut === true ? chain.links.length : undefined,
          })}
        />
        {hasLanes ? (
          <TimelineLegend
            hasFailures={drawing.hasFailures}
            hasChain={drawing.chainEnds.length > 0}
            onChainEnd={props.onChainEnd}
          />
        ) : null}
        {hasLanes ? (
          <LaneTools
            sought={lanes.sought}
            onSeek={lanes.seek}
            onEnter={() => {
              const origin = body.current?.getBoundingClientRect();
              if (origin !== undefined && enterLanes(origin)) body.current?.focus();
            }}
            order={lanes.order}
            onOrderChange={lanes.setOrder}
          />
        ) : null}
        <ZoomTools
          onZoom={(factor) => glideTo((at) => zoomRange(at, (at.from + at.to) / 2, factor))}
          onFit={() => glideTo(() => model.extent)}
          onShowTable={() => setShowsTable(true)}
        />
      </TimelineToolbar>
      <p className="visually-hidden">{summaryText(model, settled, density)}</p>
      <LinkList chain={chain} />
      <ChainWords events={data.story} />
      <p className="visually-hidden" role="status">
        {probe.by === 'keyboard' && tip !== undefined ? probeText(tip.facts) : ''}
      </p>
      <div
        ref={body}
        className={styles['body']}
        role="application"
        aria-label="Timeline plot. Arrow keys move the cursor, Enter selects, p pins a lane, + and - filter by it, w and s zoom, a and d pan, f shows all"
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...gestures}
        onPointerMove={(event) => {
          gestures.onPointerMove(event);
          probe.onPointerMove(event);
        }}
        onPointerLeave={probe.onPointerLeave}
        onBlur={probe.onBlur}
      >
        {isMeasured ? (
          <>
            <DensityRow
              frame={frame}
              drawing={drawing}
              density={density}
              range={range}
              onRangeChange={changeRange}
            />
            <AxisRow frame={frame} selectedPlace={drawing.selectedPlace} ends={drawing.chainEnds} />
            {hasLanes ? (
              <LaneRows
                frame={frame}
                lanes={lanes}
                cursorLane={cursor?.lane ?? -1}
                range={range}
                paint={drawing.paintLanes}
                onFilterLane={filterLane}
              />
            ) : null}
          </>
        ) : null}
        {probe.x === undefined ? null : (
          <div className={styles['cursor']} data-by={probe.by} style={{ left: leftPx + probe.x }} />
        )}
        {data.error === null ? null : (
          <p className={styles['failure']}>The timeline cannot be shown: {data.error.message}</p>
        )}
      </div>
      {tip === undefined ? null : <TimelineTooltip facts={tip.facts} anchor={tip.anchor} />}
      {showsTable ? (
        <TimelineTable
          model={model}
          density={density}
          view={settled}
          lanes={layout.lanes}
          laneCounts={data.lanes}
          onClose={() => setShowsTable(false)}
        />
      ) : null}
    </section>
  );
}
