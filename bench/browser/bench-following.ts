import { makeTempRoot } from '../../lib/testing/temp-root';
import { writePaced } from '../live/write-paced';
import type { Row } from '../report';
import { simulationPath } from '../requests';
import { serveMeasured } from '../serve-measured';
import { nameBytes, nameCount, nameMs } from '../size';
import { driveExplorer } from './drive-explorer';
import { openBrowser } from './open-browser';
import { watchFrames, type FrameGaps } from './watch-frames';

/** How the explorer follows a run; ms and bytes. */
export interface FollowingFigures {
  readonly events: number;
  readonly gaps: FrameGaps;
  /** After the first events, and at the end. */
  readonly heapBytes: readonly [before: number, after: number];
}

const SIMULATION_ID = 'live';
const EVENTS_PER_SECOND = 1_000;
const WARM_UP_SECONDS = 40;
const SECONDS = 60;
const MAX_FILE_BYTES = 8_000_000;
const MAX_GAP_MS = 100;
const MAX_HEAP_GROWTH = 1.5;
const LATE_MS = 30_000;

/** A writer, the built app and a browser that follows it. @throws when the table does not come to hold all events */
export async function benchFollowing(): Promise<FollowingFigures> {
  await using root = await makeTempRoot();
  await using indexDir = await makeTempRoot();
  const pace = {
    outputDir: root.path,
    simulationId: SIMULATION_ID,
    eventsPerSecond: EVENTS_PER_SECOND,
    maxFileBytes: MAX_FILE_BYTES,
  };
  const begun = await writePaced({ ...pace, seconds: 1, seed: 1 });
  await using server = await serveMeasured(root.path, indexDir.path);
  await using browser = await openBrowser();
  const { page } = browser;
  await driveExplorer(page).open(`${server.url}/view/${SIMULATION_ID}`);
  await page.getByRole('button', { name: 'Follow' }).click();

  // After half a minute, the buffers for following are full, and their first content has been dropped.
  const warm = await writePaced({ ...pace, seconds: WARM_UP_SECONDS, seed: 2 });
  const heapBefore = await browser.heapBytes();
  let written = 0;
  const gaps = await watchFrames(page, async () => {
    written = await writePaced({ ...pace, seconds: SECONDS, seed: 3 });
  });
  const events = begun + warm + written;
  const total = `of ${events.toLocaleString('en-US')}`;
  await page.getByText(new RegExp(`^rows? [\\d,–]+ ${total}$`)).waitFor({ timeout: LATE_MS });
  const answer = await fetch(`${server.url}${simulationPath(SIMULATION_ID)}/events?limit=1`);
  const body: unknown = await answer.json();
  if (!JSON.stringify(body).includes(`"total":${String(events)}`))
    throw new Error(`the server does not count ${String(events)} events`);
  return { events: written, gaps, heapBytes: [heapBefore, await browser.heapBytes()] };
}

export function makeFollowingRows({ events, gaps, heapBytes }: FollowingFigures): readonly Row[] {
  const blank = { naive: '', ratio: '' };
  const [before, after] = heapBytes;
  return [
    {
      ...blank,
      name: `following ${nameCount(EVENTS_PER_SECOND)}/s: between frames (p50 / p95 / max), all ${nameCount(events)} there`,
      causeway: [gaps.p50Ms, gaps.p95Ms, gaps.maxMs].map(nameMs).join(' / '),
      bar: nameMs(MAX_GAP_MS),
      isKept: gaps.maxMs <= MAX_GAP_MS,
    },
    {
      ...blank,
      name: 'heap of the page before and after',
      causeway: `${nameBytes(before)} / ${nameBytes(after)}`,
      bar: `${String(MAX_HEAP_GROWTH)}x`,
      isKept: after <= before * MAX_HEAP_GROWTH,
    },
  ];
}
