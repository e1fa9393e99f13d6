import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeTime } from 'ulid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDropLedger } from '../capture/drop-ledger';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { makeTempRoot } from '../testing/temp-root';
import { explainMissingCauses } from './missing-causes';

const START_MS = 1_700_000_000_000;

/** A ULID for a millisecond of the run. */
const idAt = (ms: number): string => `${encodeTime(START_MS + ms, 10)}${'0'.repeat(16)}`;

function lineOf(ms: number, event_type: string): string {
  const timestamp = new Date(START_MS + ms).toISOString();
  return JSON.stringify({ event_id: idAt(ms), timestamp, turn_number: 0, event_type });
}

/** A report of events dropped at these milliseconds. */
function reportOf(...dropped: readonly number[]): string {
  const ledger = createDropLedger();
  for (const ms of dropped) {
    ledger.drop({ sequence: ms, event_type: 'ACTION', event_id: idAt(ms) }, 'queue_full');
  }
  return JSON.stringify({
    ...ledger.takeReport('sim'),
    timestamp: new Date(START_MS).toISOString(),
  });
}

async function explain(lines: readonly string[], ...ids: readonly string[]) {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  await mkdir(path.join(root, 'sim'));
  await writeFile(path.join(root, 'sim', 'events.jsonl'), `${lines.join('\n')}\n`);
  const store = await openDuckDbStore({ outputRoot: root, indexDir, waitMs: 60_000 });
  onTestFinished(() => store.close());
  const missing = await explainMissingCauses(store, 'sim', ids);
  expect(missing.map(({ event_id }) => event_id)).toEqual(ids);
  return missing.map(({ reason }) => reason);
}

const DEEDS = [lineOf(0, 'DECISION'), lineOf(1000, 'ACTION')];

describe('an id that is named as a cause and that no event has', () => {
  it('was dropped when a report begins or ends with it', async () => {
    const lines = [...DEEDS, lineOf(5, 'DETAIL'), reportOf(100, 200)];
    expect(await explain(lines, idAt(100), idAt(150), idAt(200))).toEqual([
      ...['dropped', 'unknown', 'dropped'],
    ]);
  });

  it('was dropped when it lies within a report of more than two', async () => {
    const lines = [...DEEDS, lineOf(5, 'DETAIL'), reportOf(100, 140, 200), reportOf(500)];
    expect(await explain(lines, idAt(99), idAt(150), idAt(201), idAt(500), 'within')).toEqual([
      ...['unknown', 'dropped', 'unknown', 'dropped', 'unknown'],
    ]);
  });

  it('was below the verbosity when the run records less than all, and its time is of the run', async () => {
    expect(await explain(DEEDS, idAt(500), idAt(1001), idAt(-1), 'no-time')).toEqual([
      ...['below_verbosity', 'unknown', 'unknown', 'unknown'],
    ]);
  });

  it('was below the verbosity, even if there are drops, when none of them covers it', async () => {
    expect(await explain([...DEEDS, reportOf(100, 110, 120)], idAt(115), idAt(500))).toEqual([
      ...['dropped', 'below_verbosity'],
    ]);
  });

  it.each([
    ['a run that records all', lineOf(5, 'DETAIL')],
    ['a run with types we do not know', lineOf(5, 'other')],
    ['files with a line that is not an event, which may have been the cause', '{"event_id":'],
  ])('is unknown in %s', async (_, line) => {
    expect(await explain([...DEEDS, line], idAt(500))).toEqual(['unknown']);
  });

  it('costs nothing when there is none', async () => {
    const refuse = () => Promise.reject(new Error('was asked'));
    const store = { describe: refuse, findEvents: refuse };
    expect(await explainMissingCauses(store, 'sim', [])).toEqual([]);
  });
});
