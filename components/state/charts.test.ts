import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chartHit } from './chart-hit';
import { ChartLegend } from './chart-legend';
import { ChartPanels } from './chart-panels';
import { layoutCharts, turnAt, turnScale, turnTicks, valueScale } from './chart-layout';
import { jsonText, readExactJson } from '@/components/ui/exact-json';
import { chartSeries, pointAt, pointsWithin, withCloserLook } from './chart-series';
import { spreadLabels, stepPath, valueRuns } from './chart-shapes';
import { readExactSeries, type ExactSeries } from './exact-series';
import { zoomTurns } from './zoom-turns';

type Entries = readonly (readonly [turn: number, value: unknown])[];

function variable(name: string, entries: Entries, is_sampled = false): ExactSeries {
  return {
    scope: 'global',
    agent_id: null,
    variable_name: name,
    is_sampled,
    points: entries.map(([turn, value]) => ({
      turn,
      value: readExactJson(JSON.stringify(value)),
      eventId: `${name}@${turn}`,
    })),
  };
}

function series(...named: readonly (readonly [name: string, entries: Entries])[]) {
  return chartSeries(
    named.map(([name]) => name),
    named.map(([name, entries]) => variable(name, entries)),
  );
}

const TURNS = { first: 0, last: 10 };
const PRICE: readonly [string, Entries] = [
  'price',
  [
    [0, 10],
    [4, 20],
    [8, 5],
  ],
];
const STOCK: readonly [string, Entries] = [
  'stock',
  [
    [2, 0],
    [6, 100],
  ],
];
const PHASE: readonly [string, Entries] = [
  'phase',
  [
    [0, 'calm'],
    [3, 'calm'],
    [5, 'war'],
    [9, 'calm'],
  ],
];

describe('chartSeries', () => {
  it('keeps the order of choice, also where a variable is not there', () => {
    const found = chartSeries(['b', 'none', 'a'], [variable('a', []), variable('b', [])]);
    expect(found.map(({ key, at }) => [key, at])).toEqual([
      ['b', 0],
      ['a', 2],
    ]);
  });

  it('treats a variable as numeric only if all its values are numbers', () => {
    const kinds = series(
      [
        'n',
        [
          [0, 1],
          [1, null],
        ],
      ],
      [
        'mixed',
        [
          [0, 1],
          [1, 'x'],
        ],
      ],
      ['none', [[0, null]]],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['numbers', 'names', 'names']);
  });

  it('finds the value at a turn: the latest setting', () => {
    const [price] = series(PRICE);
    const at = (turn: number) => {
      const point = pointAt(price?.points ?? [], turn);
      return point && jsonText(point.value);
    };
    expect([-1, 0, 3, 4, 99].map(at)).toEqual([undefined, '10', '10', '20', '5']);
  });

  it('goes into a stretch of turns with the value from before it', () => {
    const [price] = series(PRICE);
    const within = pointsWithin(price?.points ?? [], { first: 5, last: 7 });
    expect(within.map(({ turn }) => turn)).toEqual([4]);
  });

  it('takes a closer look at some turns and keeps the others', () => {
    const closer = series([
      'price',
      [
        [5, 21],
        [6, 22],
      ],
    ]);
    const [price] = withCloserLook(series(PRICE), closer, { first: 4, last: 7 });
    expect(price?.points.map(({ turn }) => turn)).toEqual([0, 5, 6, 8]);
  });
});

describe('the layout of charts', () => {
  it('gives numbers an axis each, or one for all; names have strips of their own', () => {
    const all = series(PRICE, PHASE, STOCK);
    const kinds = (isShared: boolean) =>
      layoutCharts(all, { widthPx: 800, isShared }).panels.map(
        (panel) => `${panel.kind} ${panel.series.map(({ key }) => key).join('+')}`,
      );
    expect(kinds(false)).toEqual(['lines price', 'lines stock', 'strip phase']);
    expect(kinds(true)).toEqual(['lines price+stock', 'strip phase']);
  });

  it('lets no plot reach into another', () => {
    const { panels, axisTopPx } = layoutCharts(series(PRICE, PHASE, STOCK), {
      widthPx: 800,
      isShared: false,
    });
    const bottoms = panels.map(({ topPx, heightPx }) => topPx + heightPx);
    for (const [at, { topPx }] of panels.slice(1).entries())
      expect(topPx).toBeGreaterThan(bottoms[at] ?? Infinity);
    expect(axisTopPx).toBeGreaterThanOrEqual(Math.max(...bottoms));
  });

  it('finds the turn that is nearest to a place, and none outside', () => {
    const layout = layoutCharts(series(PRICE), { widthPx: 500, isShared: false });
    const x = turnScale(TURNS, layout);
    for (const turn of [0, 3, 10]) expect(turnAt(x(turn) + 4, x, TURNS)).toBe(turn);
    expect(turnAt(-50, x, TURNS)).toBe(0);
    expect(turnAt(9000, x, TURNS)).toBe(10);
  });

  it('has ticks at whole turns only, also in a run of one turn', () => {
    const layout = layoutCharts(series(PRICE), { widthPx: 900, isShared: false });
    const ticks = (first: number, last: number) =>
      turnTicks({ first, last }, turnScale({ first, last }, layout));
    expect(ticks(3, 5)).toEqual([3, 4, 5]);
    expect(ticks(7, 7)).toEqual([7]);
    expect(ticks(0, 40)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40]);
    // 21 characters each, on 832 px.
    expect(ticks(1, Number.MAX_SAFE_INTEGER).length).toBeLessThanOrEqual(6);
  });

  it('has room for values that never move, and for none', () => {
    const flat = layoutCharts(series(['a', [[0, 5]]]), { widthPx: 500, isShared: false }).panels[0];
    if (flat === undefined) throw new Error('no panel');
    expect(valueScale(flat, TURNS)(5)).toBeCloseTo(flat.topPx + flat.heightPx / 2);
    const [first, second] = valueScale({ ...flat, series: [] }, TURNS).domain();
    expect(first).toBeLessThan(second ?? -Infinity);
  });
});

describe('shapes of charts', () => {
  const scales = { x: (turn: number) => turn * 10, y: (value: number) => value };

  it('holds a value until the next and to the end', () => {
    const [price] = series(PRICE);
    expect(stepPath(price?.points ?? [], TURNS, scales)).toBe(
      'M0,10L40,10L40,20L80,20L80,5L100,5L100,5',
    );
  });

  it('begins at the edge of the turns in view with the value from before', () => {
    const [price] = series(PRICE);
    expect(stepPath(price?.points ?? [], { first: 5, last: 7 }, scales)).toBe('M50,20L70,20L70,20');
  });

  it('is broken where there is no number', () => {
    const [gap] = series([
      'gap',
      [
        [0, 1],
        [2, null],
        [4, 3],
      ],
    ]);
    expect(stepPath(gap?.points ?? [], TURNS, scales).match(/M/g)).toHaveLength(2);
  });

  it('makes one run of a value that was set again, and lets equal ones look alike', () => {
    const [phase] = series(PHASE);
    const runs = valueRuns(phase?.points ?? [], TURNS);
    expect(runs.map(({ text, from, to, shade }) => [text, from, to, shade])).toEqual([
      ...[
        ['calm', 0, 5, 0],
        ['war', 5, 9, 1],
        ['calm', 9, 10, 0],
      ],
    ]);
  });

  it('moves labels apart, within their room', () => {
    const room = { least: 0, most: 100, height: 10 };
    expect(spreadLabels([50, 52, 10], room)).toEqual([50, 60, 10]);
    expect(spreadLabels([99, 100], room)).toEqual([90, 100]);
  });
});

describe('chartHit', () => {
  const layout = layoutCharts(series(PRICE, PHASE), { widthPx: 900, isShared: false });
  const x = turnScale(TURNS, layout);
  const [lines, strip] = layout.panels;
  const hit = (turn: number, y: number) =>
    chartHit({ x: x(turn), y }, layout, x, TURNS)?.point.eventId;

  it('is the point of a line that is near, or none', () => {
    if (lines === undefined) throw new Error('no panel');
    const y = valueScale(lines, TURNS);
    expect(hit(4.05, y(20) + 2)).toBe('price@4');
    expect(hit(6, y(20))).toBeUndefined();
  });

  it('is the value that held, on a strip', () => {
    const y = (strip?.topPx ?? 0) + 4;
    expect(hit(6.9, y)).toBe('phase@5');
    expect(hit(9.5, y)).toBe('phase@9');
  });

  it('is nothing between the plots', () => {
    expect(hit(4, 0)).toBeUndefined();
  });
});

describe('zoomTurns', () => {
  it('halves the turns around one of them, within the run', () => {
    const run = { first: 0, last: 100 };
    const closer = { around: 40, factor: 0.5 };
    expect(zoomTurns(run, run, closer)).toEqual({ first: 15, last: 65 });
    expect(zoomTurns(run, run, { ...closer, around: 2 })).toEqual({ first: 0, last: 50 });
  });

  it('shows two turns at least, and all of them as null', () => {
    const run = { first: 0, last: 100 };
    expect(zoomTurns({ first: 4, last: 5 }, run, { around: 4, factor: 0.5 })).toEqual({
      first: 4,
      last: 5,
    });
    expect(zoomTurns({ first: 10, last: 90 }, run, { around: 4, factor: 2 })).toBeNull();
  });
});

describe('numbers that no axis reaches', () => {
  const text = `{"variables":[{"scope":"global","agent_id":null,"variable_name":"n","key":"n","event_count":4,
    "first_turn":0,"last_turn":6,"points":[{"turn":0,"value":1,"event_id":"a"},{"turn":2,"value":1e400,"event_id":"b"},
    {"turn":4,"value":-1.0e400,"event_id":"c"},{"turn":6,"value":3.10,"event_id":"d"}]}],"checkpoints":[],"truncated":false}`;
  const charted = chartSeries(['n'], readExactSeries(text));
  const layout = layoutCharts(charted, { widthPx: 500, isShared: false });
  const x = turnScale(TURNS, layout);
  const props = { layout, x, turns: TURNS, checkpoints: [] };

  it('are written as in the file, at the edge of the plot, and no line leads to them', () => {
    const drawn = renderToStaticMarkup(createElement('svg', {}, createElement(ChartPanels, props)));
    expect(drawn).toContain('>1e400<');
    expect(drawn).toContain('>-1.0e400<');
    expect(drawn).not.toMatch(/NaN|Infinity/);
    const legend = { chosen: ['n'], series: charted, onRemove: () => undefined };
    const labels = (turn: number) =>
      renderToStaticMarkup(createElement(ChartLegend, { ...legend, turn }));
    expect(labels(3)).toContain('>1e400<');
    expect(labels(7)).toContain('>3.10<');
  });

  it('are pointed at where they stand', () => {
    const [panel] = layout.panels;
    const place = { x: x(2), y: panel?.topPx ?? 0 };
    expect(chartHit(place, layout, x, TURNS)?.point.eventId).toBe('b');
  });
});
