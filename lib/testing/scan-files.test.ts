import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraryEventFiles,
  arbitraryEventFilter,
  arbitraryEventIds,
} from './arbitrary-event-files';
import { HOSTILE_LINES } from './hostile-lines';
import { scanFiles } from './scan-files';

const OLDER = 'events_2026-10-04_14-00-00.jsonl';

function line(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    timestamp: '2026-10-04T14:00:00Z',
    turn_number: 1,
    event_type: 'ACTION',
    ...fields,
  });
}

function scan(newest: string, older = '') {
  return scanFiles([
    { name: 'events.jsonl', bytes: Buffer.from(newest) },
    { name: OLDER, bytes: Buffer.from(older) },
  ]);
}

describe('scanFiles', () => {
  it('orders by time, then id, then part and place', () => {
    const { events } = scan(
      `${line({ event_id: 'b', n: 3 })}\n${line({ event_id: 'a' })}\n${line({ event_id: 'b', n: 4 })}\n`,
      `${line({ event_id: 'b', n: 1 })}\n${line({ event_id: 'z', timestamp: '2026-10-04T13:59:59.999999Z' })}\n`,
    );
    expect(events.map(({ event_id, file, byte_offset }) => [event_id, file, byte_offset])).toEqual([
      ['z', OLDER, line({ event_id: 'b', n: 1 }).length + 1],
      ['a', 'events.jsonl', line({ event_id: 'b', n: 3 }).length + 1],
      ['b', OLDER, 0],
      ['b', 'events.jsonl', 0],
      [
        'b',
        'events.jsonl',
        line({ event_id: 'b', n: 3 }).length + line({ event_id: 'a' }).length + 2,
      ],
    ]);
  });

  it('keeps a whole last line without its end, and waits for a torn one only in the newest part', () => {
    const torn = line({ event_id: 'torn' }).slice(0, 30);
    expect(scan(line({ event_id: 'a' })).describe()).toMatchObject({
      event_count: 1,
      unfinished_bytes: 0,
    });
    expect(scan(torn).describe()).toMatchObject({ invalid_line_count: 0, unfinished_bytes: 30 });
    expect(scan('', torn).describe()).toMatchObject({ invalid_line_count: 1, unfinished_bytes: 0 });
  });

  it('gives the first of a doubled id, and names each link once', () => {
    const answers = scan(
      `${line({ event_id: 'b', caused_by: ['a', 'x'], n: 1 })}\n${line({ event_id: 'b', caused_by: ['a'], n: 2 })}\n`,
    );
    expect(answers.getEvents(['b', 'x']).map(({ text }) => text)).toEqual([
      line({ event_id: 'b', caused_by: ['a', 'x'], n: 1 }),
    ]);
    expect(answers.findLinks(['b'], 'causes').map(({ cause }) => cause)).toEqual(['a', 'x']);
    expect(answers.describe()).toMatchObject({ duplicate_id_count: 1, missing_cause_count: 2 });
  });

  it('classifies every hostile line correctly', () => {
    const bytes = Buffer.concat(
      HOSTILE_LINES.flatMap((hostile) => [hostile.bytes, Buffer.from('\n')]),
    );
    const answers = scanFiles([{ name: 'events.jsonl', bytes }]);
    const events = HOSTILE_LINES.filter(({ reading }) => reading === 'event');
    expect(answers.describe()).toMatchObject({
      event_count: events.length,
      // A line of UTF-16 ends with a NUL, which is counted separately.
      invalid_line_count: HOSTILE_LINES.filter(({ reading }) => reading === 'invalid').length + 1,
    });
    expect(answers.getEvents(events.flatMap(({ event_id }) => event_id ?? []))).toHaveLength(
      events.length,
    );
  });

  it('pages through exactly the matches, forwards and backwards', () => {
    fc.assert(
      fc.property(arbitraryEventFiles, arbitraryEventFilter, (files, { sort: _, ...filter }) => {
        const answers = scanFiles(files);
        const all = answers.findEvents({ ...filter, order: 'asc', offset: 0, limit: 10_000 });
        expect(all.events).toHaveLength(all.total);
        const { offset = 0, limit = 1000, order } = filter;
        const ordered = order === 'desc' ? [...all.events].reverse() : all.events;
        expect(answers.findEvents(filter).events).toEqual(ordered.slice(offset, offset + limit));
      }),
    );
  });

  it('accounts for every line of arbitrary files', () => {
    fc.assert(
      fc.property(arbitraryEventFiles, arbitraryEventIds, (files, ids) => {
        const answers = scanFiles(files);
        const counts = answers.describe();
        expect(counts.event_count).toBe(
          counts.event_types.reduce((sum, type) => sum + type.event_count, 0),
        );
        expect(answers.getEvents(ids).length).toBeLessThanOrEqual(ids.length);
        for (const { file, byte_offset, text } of answers.events) {
          const bytes = files.find(({ name }) => name === file)?.bytes.subarray(byte_offset);
          expect(bytes?.indexOf(text)).toBe(0);
        }
      }),
    );
  });
});
