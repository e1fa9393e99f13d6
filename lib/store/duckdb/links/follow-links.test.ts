import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scanFiles, type EventFile } from '../../../testing/scan-files';
import { makeTempRoot } from '../../../testing/temp-root';
import { openDuckDbStore } from '../open-duckdb-store';

const MAX_EVENTS = 24;

/** Different ids: ULIDs in order, some that differ in one half only, and some that are not ULIDs. */
function idOf(place: number): string {
  const digits = String(place).padStart(2, '0');
  if (place % 5 === 3) return `event-${digits}`;
  return place % 5 === 4
    ? `01M43MGC${digits}WK8A9FN7F0ZEZP00`
    : `01M43MGC6AWK8A9FN7F0ZEZP${digits}`;
}

const event = fc.record({
  causes: fc.array(fc.nat(MAX_EVENTS + 2), { maxLength: 4 }),
  filling: fc.constantFrom('', 'x'.repeat(300)),
});

/** Parts of a stream without duplicate ids. Causes are before and after their effects, near, in other parts, or missing. */
const files: fc.Arbitrary<readonly EventFile[]> = fc
  .tuple(
    fc.array(event, { minLength: 1, maxLength: MAX_EVENTS }),
    fc.uniqueArray(fc.integer({ min: 1, max: MAX_EVENTS }), { maxLength: 2 }),
  )
  .map(([events, cuts]) => {
    const lines = events.map(({ causes, filling }, at) =>
      JSON.stringify({
        event_id: idOf(at),
        timestamp: new Date(1_700_000_000_000 + at * 1000).toISOString(),
        turn_number: at,
        event_type: 'ACTION',
        caused_by: causes.map(idOf),
        filling,
      }),
    );
    const ends = [...cuts.filter((cut) => cut < lines.length), lines.length].sort((a, b) => a - b);
    return ends.map((end, at) => ({
      name: end === lines.length ? 'events.jsonl' : `events_2026-10-04_14-0${String(at)}-00.jsonl`,
      bytes: Buffer.from(
        lines
          .slice(ends[at - 1] ?? 0, end)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    }));
  });

describe('a walk along declared links', () => {
  it.each([1, 5, 4000])(
    'finds what the lines declare, with %i events around the first one read at once',
    async (stretchEvents) => {
      const root = (await makeTempRoot(onTestFinished)).path;
      const indexDir = (await makeTempRoot(onTestFinished)).path;
      const store = await openDuckDbStore({
        outputRoot: root,
        indexDir,
        waitMs: 60_000,
        stretchEvents,
      });
      onTestFinished(() => store.close());
      let run = 0;
      await fc.assert(
        fc.asyncProperty(files, fc.nat(), fc.nat(3), async (parts, pick, limit) => {
          const id = `sim-${String(run++)}`;
          await mkdir(path.join(root, id));
          for (const { name, bytes } of parts) await writeFile(path.join(root, id, name), bytes);
          const scan = scanFiles(parts);
          const ids = scan.events.map(({ event_id }) => event_id);
          const start = ids[pick % ids.length] ?? '';
          await store.followLinks(id, async (find) => {
            // A walk requests both directions at the same time, each from its own events.
            let [upstream, downstream] = [[start], [start]];
            for (let step = 0; step < 4; step++) {
              const [causes, effects] = await Promise.all([
                find(upstream, 'causes'),
                find(downstream, 'effects'),
              ]);
              expect(causes.links).toEqual(scan.findLinks(upstream, 'causes'));
              expect(effects.links).toEqual(scan.findLinks(downstream, 'effects'));
              const few = await find(downstream, 'effects', limit);
              expect(few.links).toHaveLength(Math.min(limit, effects.links.length));
              upstream = [...new Set(causes.links.map(({ cause }) => cause))];
              downstream = [...new Set(effects.links.map(({ effect }) => effect))];
            }
          });
        }),
        { numRuns: 40, seed: 20_261_004, endOnFailure: true },
      );
    },
    60_000,
  );
});
