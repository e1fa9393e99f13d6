import type { BenchSource } from '../bench-source';
import { latencyOf, type Latency } from '../measure';
import type { Row } from '../report';
import { serveMeasured } from '../serve-measured';
import { nameBytes, nameCount, nameMs } from '../size';
import { driveExplorer, type Opening } from './drive-explorer';
import { openBrowser } from './open-browser';
import { watchFrames, type FrameGaps } from './watch-frames';

/** How the explorer of a large simulation feels; ms and bytes. */
export interface ExplorerFigures {
  /** From asking for the page to rows painted. */
  readonly firstRows: Latency;
  /** From asking for the page to a table that can be used. */
  readonly ready: Latency;
  readonly gaps: Readonly<Record<Movement, FrameGaps>>;
  /** From a click on a facet to its rows painted. */
  readonly filtered: Latency;
  readonly heapBytes: number;
}

export const MOVEMENTS = [
  'scrolling by wheel',
  'dragging the scroll bar to the middle',
  'End, and rows there',
  'timeline zoom by wheel',
  'timeline pan by keys',
] as const;
export type Movement = (typeof MOVEMENTS)[number];

const OPENINGS = 5;
/** The time until all first requests of a page are answered. */
const SETTLE_MS = 2_000;
const MAX_FIRST_ROWS_MS = 1_000;
const MAX_GAP_MS = 20;
const MAX_FILTERED_MS = 300;
const MAX_HEAP_BYTES = 300e6;
const FILTERS = [/^decision/, /^action/, /^system/, /^milestone/, /^state/] as const;

/** @param indexDir of an index that is there, or is made first */
export async function benchExplorer(
  source: BenchSource,
  indexDir: string,
): Promise<ExplorerFigures> {
  await using server = await serveMeasured(source.outputRoot, indexDir);
  const url = `${server.url}/view/${encodeURIComponent(source.simulationId)}`;
  await untilIndexed(
    `${server.url}/simulations/${encodeURIComponent(source.simulationId)}/events?limit=1`,
  );

  const openings: Opening[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    await using fresh = await openBrowser();
    openings.push(await driveExplorer(fresh.page).open(url));
  }

  await using browser = await openBrowser();
  const { page } = browser;
  const explorer = driveExplorer(page);
  await explorer.open(url);
  await page.waitForTimeout(SETTLE_MS);
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const plot = timeline.getByRole('application').or(timeline.locator('canvas')).first();

  const gaps = {
    'scrolling by wheel': await watchFrames(page, () => explorer.wheel(200)),
    'dragging the scroll bar to the middle': await watchFrames(page, () => explorer.drag(0.5)),
    'End, and rows there': await watchFrames(page, async () => {
      await explorer.hold(explorer.grid, 'End', 1);
      await page.waitForTimeout(1000);
    }),
    'timeline zoom by wheel': await watchFrames(page, async () => {
      await plot.hover();
      await page.keyboard.down('Control');
      for (let notch = 0; notch < 40; notch++) await page.mouse.wheel(0, -60);
      await page.keyboard.up('Control');
      await page.waitForTimeout(300);
    }),
    'timeline pan by keys': await watchFrames(page, async () => {
      await explorer.hold(plot, 'd', 30);
      await explorer.hold(plot, 'a', 30);
      await page.waitForTimeout(300);
    }),
  } satisfies Record<Movement, FrameGaps>;

  const filtered: number[] = [];
  for (const name of FILTERS) {
    await explorer.open(url);
    await page.waitForTimeout(SETTLE_MS);
    filtered.push(await explorer.filter(name));
  }
  return {
    firstRows: latencyOf(openings.map(({ rowsMs }) => rowsMs)),
    ready: latencyOf(openings.map(({ readyMs }) => readyMs)),
    gaps,
    filtered: latencyOf(filtered),
    heapBytes: await browser.heapBytes(),
  };
}

async function untilIndexed(url: string): Promise<void> {
  for (;;) {
    const { status } = await fetch(url);
    if (status === 200) return;
    if (status !== 503) throw new Error(`the first event was answered with ${String(status)}`);
  }
}

export function makeExplorerRows(source: BenchSource, figures: ExplorerFigures): readonly Row[] {
  const { firstRows, ready, gaps, filtered, heapBytes } = figures;
  const blank = { naive: '', ratio: '' };
  return [
    {
      ...blank,
      name: `first rows of ${nameCount(source.events)} events in the browser (p50 / max of ${String(firstRows.count)})`,
      causeway: `${nameMs(firstRows.p50Ms)} / ${nameMs(firstRows.maxMs)}`,
      bar: nameMs(MAX_FIRST_ROWS_MS),
      isKept: firstRows.maxMs <= MAX_FIRST_ROWS_MS,
    },
    {
      ...blank,
      name: `  … until the table can be used (p50 / max of ${String(ready.count)})`,
      causeway: `${nameMs(ready.p50Ms)} / ${nameMs(ready.maxMs)}`,
      bar: '',
      isKept: undefined,
    },
    ...MOVEMENTS.map((movement) => ({
      ...blank,
      name: `${movement}: between frames (p50 / p95 / max)`,
      causeway: nameGaps(gaps[movement]),
      bar: nameMs(MAX_GAP_MS),
      isKept: gaps[movement].p95Ms <= MAX_GAP_MS,
    })),
    {
      ...blank,
      name: `a facet clicked to its rows painted (p50 / max of ${String(filtered.count)})`,
      causeway: `${nameMs(filtered.p50Ms)} / ${nameMs(filtered.maxMs)}`,
      bar: nameMs(MAX_FILTERED_MS),
      isKept: filtered.maxMs <= MAX_FILTERED_MS,
    },
    {
      ...blank,
      name: 'heap of the page afterwards',
      causeway: nameBytes(heapBytes),
      bar: nameBytes(MAX_HEAP_BYTES),
      isKept: heapBytes <= MAX_HEAP_BYTES,
    },
  ];
}

function nameGaps({ p50Ms, p95Ms, maxMs }: FrameGaps): string {
  return [p50Ms, p95Ms, maxMs].map(nameMs).join(' / ');
}
