'use client';

import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { formatCount } from '@/components/ui/format-count';
import { isKey } from '@/components/ui/key-press';
import { activeRange, withoutRange, withRange } from './active-range';
import type { AxisModel } from './axis-model';
import { AxisTicks } from './axis-row';
import { axisTicks, lengthText } from './axis-ticks';
import type { BucketCounts } from './bucket-counts';
import { cutTexts } from './cut-text';
import { densityScene } from './density-scene';
import { drawDensity, drawLanes } from './draw-timeline';
import { LaneLabels } from './lane-labels';
import { LANE_HEIGHT_PX, laneAt, lanesToAsk, laneTop } from './lane-list';
import { laneScene } from './lane-scene';
import { LinkList } from './link-list';
import { clampRange, panRange, pixelOf, placeAtPixel, widthOf, zoomRange } from './place-range';
import { placeChain, placeEvents } from './place-events';
import { markAt, placeMarks } from './place-marks';
import { cursorAfterKey, type PlotCursor } from './plot-cursor';
import { spreadTurns } from './spread-turns';
import { AXIS_HEIGHT_PX } from './plot-heights';
import { probeFacts, probeText, rangeText } from './probe-facts';
import { RangeBrush } from './range-brush';
import { RangeShades } from './range-shades';
import type { TimelineProps } from './timeline-props';
import type { TimelineAxis } from './timeline-axis';
import { TimelineCanvas } from './timeline-canvas';
import styles from './timeline.module.css';
import { summaryText, TimelineTable } from './timeline-table';
import { LaneTools, TimelineToolbar, ViewReadout, ZoomTools } from './timeline-toolbar';
import { TimelineTooltip } from './timeline-tooltip';
import { useElementSize } from './use-element-size';
import { scrollTopShowing, useLaneLayout } from './use-lane-layout';
import { usePlotGestures } from './use-plot-gestures';
import { useTimelineData } from './use-timeline-data';
import { useTimelineKeys } from './use-timeline-keys';
import { useTimelineView } from './use-timeline-view';

const GUTTER_PX = 136;
const NARROW_GUTTER_PX = 92;
const NARROW_PX = 600;
/** For the lanes' scrollbar. */
const RIGHT_PX = 12;
const CURSOR_ZOOM = 3;

/** Where the pointer is over the plot, or the keyboard's cursor, and where the plot is in the window. */
type Probe =
  | { readonly by: 'mouse'; readonly x: number; readonly lane: number; readonly origin: DOMRect }
  | { readonly by: 'keyboard'; readonly cursor: PlotCursor; readonly origin: DOMRect };

/** The timeline of a run whose axis is known. */
export function TimelinePlot(
  props: Omit<TimelineProps, 'onAxisChange'> & {
    readonly model: AxisModel;
    readonly onAxisChange: (axis: TimelineAxis) => void;
  },
) {
  const { simulation, criteria, model, selectedEventId, onSelectEvent, onCriteriaChange } = props;
  const body = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { widthPx: bodyPx, heightPx } = useElementSize(body);
  const leftPx = bodyPx < NARROW_PX ? NARROW_GUTTER_PX : GUTTER_PX;
  const widthPx = Math.max(0, bodyPx - leftPx - RIGHT_PX);

  const { view, settled, moveTo, glideTo } = useTimelineView(model, props.span, props.onSpanChange);
  const lanes = useLaneLayout(simulation, criteria, heightPx);
  const { layout, heights } = lanes;
  const { densityPx, lanesPx } = heights;
  const { countedCriteria } = props;
  const counted = useMemo(
    () => withoutRange(countedCriteria, model.axis),
    [countedCriteria, model.axis],
  );
  const laneKeys = lanesPx === 0 ? NO_KEYS : lanesToAsk(layout);
  const data = useTimelineData({
    ...{ simulationId: simulation.id, criteria: counted, model, view, settled, widthPx },
    ...{ laneKeys, selectedEventId },
  });
  const { density, marked, chain } = data;
  const range = activeRange(criteria, model);
  const [probe, setProbe] = useState<Probe | null>(null);
  const [showsTable, setShowsTable] = useState(false);
  useTimelineKeys(model, glideTo);

  const placing = useMemo(
    () =>
      model.axis === 'turn' && marked?.areTurnsWhole === true
        ? spreadTurns(model, marked.events)
        : model,
    [model, marked],
  );
  const events = useMemo(
    () => placeEvents(marked?.events ?? [], layout.lanes, placing),
    [marked, layout.lanes, placing],
  );
  const marks = useMemo(() => placeMarks(events, view, widthPx), [events, view, widthPx]);
  const placed = useMemo(
    () => placeChain(chain, layout.lanes, placing),
    [chain, layout.lanes, placing],
  );
  const densityDrawing = useMemo(
    () => densityScene(density, model.folds, view, { widthPx, heightPx: densityPx }),
    [density, model.folds, view, widthPx, densityPx],
  );
  const paintDensity = useMemo(() => drawDensity(densityDrawing), [densityDrawing]);
  const markedRange = marked?.range;
  const paintLanes = useMemo(() => {
    const content = {
      ...{ counts: data.lanes, marks, markedRange, folds: model.folds },
      ...{ links: placed.links, selected: placed.selected },
    };
    return drawLanes(laneScene(content, layout, view, widthPx));
  }, [data.lanes, marks, markedRange, model.folds, placed, layout, view, widthPx]);

  const cursor: PlotCursor | null =
    probe === null
      ? null
      : probe.by === 'keyboard'
        ? probe.cursor
        : { place: placeAtPixel(probe.x, view, widthPx), lane: probe.lane };
  const cursorX = cursor === null ? 0 : pixelOf(cursor.place, view, widthPx);
  const facts = cursor === null ? undefined : factsAt(cursor);

  function countsOf(lane: number): BucketCounts | undefined {
    return lane === -1 ? density : data.lanes.get(layout.lanes[lane]?.key ?? '');
  }

  function eventAt({ lane, place }: PlotCursor) {
    const mark = markAt(marks, lane, pixelOf(place, view, widthPx));
    return mark === undefined ? undefined : marked?.events.find(({ id }) => id === mark.id);
  }

  function factsAt(at: PlotCursor) {
    return probeFacts(at.place, {
      ...{ model, counts: countsOf(at.lane), lane: layout.lanes[at.lane]?.label },
      types: density?.types.map(({ type }) => type) ?? [],
      event: eventAt(at),
    });
  }

  const isOverScrollingLanes = useCallback(
    (target: EventTarget | null) => {
      const element = scroller.current;
      if (element === null || !(target instanceof Node) || !element.contains(target)) return false;
      return element.scrollHeight > element.clientHeight + 1;
    },
    [scroller],
  );
  const gestures = usePlotGestures(body, {
    ...{ leftPx, widthPx, moveTo, isOverScrollingLanes },
    onClick: (event) => {
      const at = pointAt(event);
      const found = at === null || at.lane === -1 ? undefined : markAt(marks, at.lane, at.x);
      if (found !== undefined) onSelectEvent(found.id);
    },
  });

  /** `null` beside the plot. */
  function pointAt(event: PointerEvent<HTMLElement>) {
    const origin = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - origin.left - leftPx;
    if (x < 0 || x > widthPx) return null;
    const y = event.clientY - origin.top;
    return { x, origin, lane: laneAt(layout, y - densityPx - AXIS_HEIGHT_PX) };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    gestures.onPointerMove(event);
    if (event.pointerType !== 'mouse') return;
    const at = pointAt(event);
    setProbe(at === null ? null : { by: 'mouse', ...at });
  }

  function showLane(lane: number) {
    const element = scroller.current;
    if (element !== null) element.scrollTop = lanes.thumbOf(scrollTopShowing(layout, lane));
  }

  function placeCursor(next: PlotCursor, origin: DOMRect) {
    const { extent, minWidth } = model;
    const place = Math.min(Math.max(next.place, extent.from), extent.to);
    setProbe({ by: 'keyboard', cursor: { place, lane: next.lane }, origin });
    if (next.lane >= 0) showLane(next.lane);
    if (place >= view.from && place <= view.to) return;
    const by = place < view.from ? place - view.from : place - view.to;
    const margin = Math.sign(by) * widthOf(view) * 0.2;
    moveTo((shown) => clampRange(panRange(shown, by + margin), extent, minWidth));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return;
    const origin = event.currentTarget.getBoundingClientRect();
    const at = cursor ?? { place: (view.from + view.to) / 2, lane: -1 };
    const laneOfCursor = layout.lanes[at.lane];
    const ground = { laneCount: lanesPx === 0 ? 0 : layout.lanes.length, marks: events };
    const next = cursorAfterKey(event, at, { ...ground, counts: countsOf(at.lane) });
    if (next !== undefined) {
      placeCursor(cursor === null ? at : next, origin);
    } else if (isKey(event, 'p') && laneOfCursor !== undefined) {
      lanes.togglePin(laneOfCursor.key);
      // The cursor goes with a lane that joins those on top.
      const lane = layout.lanes.filter(({ isPinned }) => isPinned).length;
      if (!laneOfCursor.isPinned) setProbe({ by: 'keyboard', cursor: { ...at, lane }, origin });
    } else if (isKey(event, 'Enter') && cursor !== null) {
      const found = eventAt(cursor);
      if (found === undefined) glideTo((shown) => zoomRange(shown, cursor.place, CURSOR_ZOOM));
      else onSelectEvent(found.id);
    } else if (isKey(event, 'Escape') && (cursor !== null || range !== null)) {
      if (cursor !== null) setProbe(null);
      else onCriteriaChange((now) => withRange(now, model, null));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const plotBox = { left: leftPx, width: widthPx };
  const inView = rangeText(view, model);
  const stepText = density === undefined ? '' : ` / ${unitText(density.bucketWidth, model)}`;
  return (
    <section className={styles['timeline']} aria-label="Timeline">
      <TimelineToolbar axis={model.axis} onAxisChange={props.onAxisChange}>
        <ViewReadout
          viewText={model.axis === 'turn' ? inView : `${inView} UTC`}
          rangeText={range === null ? undefined : rangeText(range, model)}
          onClearRange={() => onCriteriaChange((now) => withRange(now, model, null))}
          cut={cutTexts({
            laneCount: simulation.agents.length,
            agentCount: simulation.agent_count,
            linkCount: chain?.isCut === true ? chain.links.length : undefined,
          })}
        />
        {lanesPx === 0 ? null : (
          <LaneTools
            sought={lanes.sought}
            onSeek={lanes.seek}
            onEnter={() => {
              const origin = body.current?.getBoundingClientRect();
              const first = layout.lanes.findIndex(({ isPinned }) => !isPinned);
              if (origin === undefined || first === -1) return;
              placeCursor({ place: (view.from + view.to) / 2, lane: first }, origin);
              body.current?.focus();
            }}
            order={lanes.order}
            onOrderChange={lanes.setOrder}
          />
        )}
        <ZoomTools
          onZoom={(factor) => glideTo((at) => zoomRange(at, (at.from + at.to) / 2, factor))}
          onFit={() => glideTo(() => model.extent)}
          onShowTable={() => setShowsTable(true)}
        />
      </TimelineToolbar>
      <p className="visually-hidden">{summaryText(model, settled, density)}</p>
      <LinkList chain={chain} />
      <p className="visually-hidden" role="status">
        {probe?.by === 'keyboard' && facts !== undefined ? probeText(facts) : ''}
      </p>
      <div
        ref={body}
        className={styles['body']}
        role="application"
        aria-label="Timeline plot. Arrow keys move the cursor, Enter selects, p pins a lane, w and s zoom, a and d pan, f shows all"
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...gestures}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setProbe((last) => (last?.by === 'mouse' ? null : last))}
        onBlur={() => setProbe((last) => (last?.by === 'keyboard' ? null : last))}
      >
        <div className={styles['density']} style={{ height: densityPx }}>
          <div className={styles['gutter']} style={{ width: leftPx }}>
            {densityDrawing.maxCount === 0
              ? ''
              : `${formatCount(densityDrawing.maxCount)}${stepText}`}
          </div>
          <div className={styles['plot']} style={plotBox}>
            <TimelineCanvas widthPx={widthPx} heightPx={densityPx} paint={paintDensity} />
            <RangeShades range={range} view={view} widthPx={widthPx} />
            <RangeBrush
              {...{ model, view, widthPx, range }}
              stepWidth={density?.bucketWidth ?? 1}
              onChange={(next) => onCriteriaChange((now) => withRange(now, model, next))}
            />
          </div>
        </div>
        <div className={styles['axis']}>
          <div className={styles['plot']} style={plotBox}>
            <AxisTicks ticks={axisTicks(model, view, widthPx)} widthPx={widthPx} />
            {placed.place === null ? null : (
              <div
                className={styles['selected']}
                style={{ left: pixelOf(placed.place, view, widthPx) }}
              />
            )}
          </div>
        </div>
        {lanesPx === 0 ? null : (
          <div
            ref={scroller}
            className={styles['lanes']}
            // The plot's cursor scrolls it: Tab need not stop here.
            tabIndex={-1}
            style={{ height: lanesPx }}
            onScroll={(event) => lanes.scrollTo(event.currentTarget.scrollTop)}
          >
            <div style={{ height: lanes.scrollHeightPx }}>
              <div className={styles['sticky']} style={{ height: lanesPx }}>
                <div className={styles['labels']} style={{ width: leftPx }}>
                  <LaneLabels
                    layout={layout}
                    widthPx={leftPx}
                    cursorLane={cursor?.lane ?? -1}
                    onTogglePin={lanes.togglePin}
                  />
                </div>
                <div className={styles['plot']} style={plotBox}>
                  <TimelineCanvas widthPx={widthPx} heightPx={lanesPx} paint={paintLanes} />
                  <RangeShades range={range} view={view} widthPx={widthPx} />
                </div>
              </div>
            </div>
          </div>
        )}
        {cursor === null || cursorX < 0 || cursorX > widthPx ? null : (
          <div
            className={styles['cursor']}
            data-by={probe?.by}
            style={{ left: leftPx + cursorX }}
          />
        )}
        {data.error === null ? null : (
          <p className={styles['failure']}>The timeline cannot be shown: {data.error.message}</p>
        )}
      </div>
      {probe === null || cursor === null || facts === undefined ? null : (
        <TimelineTooltip
          facts={facts}
          anchor={{
            x: probe.origin.left + leftPx + cursorX,
            ...edgesOf(cursor.lane, probe.origin),
          }}
        />
      )}
      {showsTable ? (
        <TimelineTable
          {...{ model, density }}
          view={settled}
          lanes={layout.lanes}
          laneCounts={data.lanes}
          onClose={() => setShowsTable(false)}
        />
      ) : null}
    </section>
  );

  /** What of the plot the cursor is on, in pixels of the window. */
  function edgesOf(lane: number, origin: DOMRect) {
    const lanesTop = origin.top + densityPx + AXIS_HEIGHT_PX;
    if (lane === -1) return { top: origin.top, bottom: lanesTop };
    const top = lanesTop + laneTop(layout, lane);
    return { top, bottom: top + LANE_HEIGHT_PX };
  }
}

const NO_KEYS: readonly string[] = [];

/** What a bucket is: `turn`, `5 turns`, `10 s`. */
function unitText(bucketWidth: number, { axis }: AxisModel): string {
  if (axis !== 'turn') return lengthText(bucketWidth);
  return bucketWidth === 1 ? 'turn' : `${formatCount(bucketWidth)} turns`;
}
