'use client';

import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { keyAmong } from '@/components/ui/key-press';
import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { useElementWidth } from '@/components/ui/use-element-width';
import type { EnsembleBands } from '@/lib/api/ensemble-contract';
import type { Condition } from '@/lib/ensemble/condition';
import { BandChart } from './band-chart';
import styles from './band-charts.module.css';
import { lineBeside, nearestLine, plotScales, pointAt, valueDomain, type Band } from './band-plot';
import { chartAt, chartGrid, cornerOf } from './chart-grid';
import type { PointedRun } from './pointed-run';
import { PointedWords } from './pointed-words';
import { limitsOf } from './question-region';
import { questionWords } from './question-words';
import { RunOverlay } from './run-overlay';
import { settingText, shortPath } from './setting-text';

const KEYS = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
  'Escape',
] as const;

/** The charts of all groups on one scale, as one drawing. The pointer or the arrow keys show single runs. */
export function BandCharts({
  bands: answer,
  question,
  pointed,
  chosen,
  isOld,
  nameOf,
  drawing,
  onChoose,
}: {
  readonly bands: EnsembleBands;
  readonly question: readonly Condition[];
  readonly pointed: PointedRun;
  readonly chosen: string | null;
  readonly isOld: boolean;
  readonly nameOf: (run: string) => string;
  readonly drawing: React.RefObject<SVGSVGElement | null>;
  /** Marks a run, or none. */
  readonly onChoose: (run: string | null) => void;
}) {
  const { bands, turns, by } = answer;
  const variable = answer.variable.key;
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(frame);
  const grid = useMemo(() => chartGrid(bands.length, widthPx ?? 0), [bands.length, widthPx]);
  const scales = useMemo(
    () => plotScales(turns, valueDomain(bands, limitsOf(question, variable)), grid.chartWidthPx),
    [bands, turns, question, variable, grid.chartWidthPx],
  );
  const lines = useMemo(
    () => new Map(answer.lines.map((line) => [line.run, line])),
    [answer.lines],
  );
  const linesOf = useMemo(
    () => bands.map((_, group) => answer.lines.filter((line) => line.group === group)),
    [bands, answer.lines],
  );

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    const hit = chartAt(place, bands.length, grid);
    if (hit === undefined) {
      pointed.set(null);
      return;
    }
    const at = pointAt(hit.x, turns, scales);
    const line = nearestLine(linesOf[hit.chart] ?? [], at, hit.y, scales);
    pointed.set(line === undefined ? null : { run: line.run, at });
  }

  function goByKey(event: KeyboardEvent) {
    const key = keyAmong(event, KEYS);
    if (key === undefined) return;
    const now = pointed.get();
    const run = now?.run ?? chosen ?? undefined;
    const group = (run === undefined ? undefined : lines.get(run))?.group ?? 0;
    const last = turns.length - 1;
    const at = now?.at ?? Math.floor(last / 2);
    const show = (chart: number, place: number, step: 1 | -1, from = run) => {
      const line = lineBeside(linesOf[chart] ?? [], place, from, step);
      if (line !== undefined) pointed.set({ run: line.run, at: place });
    };
    const stay = (place: number) => {
      if (run === undefined) show(group, place, 1);
      else pointed.set({ run, at: Math.min(Math.max(place, 0), last) });
    };
    const acts: Readonly<Record<(typeof KEYS)[number], () => void>> = {
      ArrowLeft: () => stay(at - 1),
      ArrowRight: () => stay(at + 1),
      Home: () => stay(0),
      End: () => stay(last),
      ArrowUp: () => show(group, at, 1),
      ArrowDown: () => show(group, at, -1),
      PageUp: () => show(Math.max(0, group - 1), at, 1, undefined),
      PageDown: () => show(Math.min(bands.length - 1, group + 1), at, 1, undefined),
      Enter: () => onChoose(run === chosen ? null : (run ?? null)),
      Escape: () => {
        pointed.set(null);
        if (chosen !== null) onChoose(null);
      },
    };
    event.preventDefault();
    acts[key]();
  }

  const words = questionWords(question);
  return (
    <div
      ref={frame}
      role="application"
      aria-roledescription="charts"
      aria-label={`Bands of ${variable}, ${countOf(bands.length, 'chart')}. Up and down walk over runs, left and right over turns, Page Up and Page Down over charts; Enter marks the run.`}
      tabIndex={0}
      className={styles['frame']}
      data-old={isOld}
      style={{ height: grid.heightPx }}
      onKeyDown={goByKey}
      onBlur={() => pointed.set(null)}
    >
      {widthPx === undefined ? null : (
        <svg
          ref={drawing}
          width={grid.widthPx}
          height={grid.heightPx}
          viewBox={`0 0 ${grid.widthPx} ${grid.heightPx}`}
          className={styles['plot']}
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => pointed.set(null)}
          onClick={() => onChoose(pointed.get()?.run ?? null)}
        >
          {bands.map((band, at) => {
            const corner = cornerOf(at, grid);
            return (
              <g key={at} transform={`translate(${corner.x} ${corner.y})`}>
                <BandChart
                  band={band}
                  turns={turns}
                  scales={scales}
                  variable={variable}
                  question={question}
                  titles={groupTitles(by, band)}
                  count={
                    band.yes_count === null
                      ? countOf(band.run_count, 'run')
                      : `${formatCount(band.yes_count)} of ${formatCount(band.run_count)} ${words}`
                  }
                />
              </g>
            );
          })}
          <RunOverlay
            pointed={pointed}
            chosen={chosen}
            lines={lines}
            turns={turns}
            scales={scales}
            grid={grid}
            nameOf={nameOf}
          />
        </svg>
      )}
      <PointedWords pointed={pointed} lines={lines} turns={turns} nameOf={nameOf} />
    </div>
  );
}

/** The name of a group: whole, short, and its values alone. */
function groupTitles(by: readonly string[], { values, run_count }: Band): readonly string[] {
  if (by.length === 0) return [`all ${formatCount(run_count)}`];
  const named = (nameOf: (path: string) => string) =>
    by.map((path, place) => `${nameOf(path)} = ${settingText(values[place])}`).join(', ');
  return [named(shownName), named(shortPath), values.map(settingText).join(', ')];
}
