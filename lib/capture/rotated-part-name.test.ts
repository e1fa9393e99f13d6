import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEventPartNames, isEventPartName } from '../files/event-parts';
import { nextPartName } from './rotated-part-name';

const NOON = new Date('2026-10-04T12:00:00.999Z');

describe('nextPartName', () => {
  it.each([
    ['names the time in UTC', [], 'events_2026-10-04_12-00-00.jsonl'],
    [
      'gives a suffix when the name is taken',
      ['events_2026-10-04_12-00-00.jsonl'],
      'events_2026-10-04_12-00-00_2.jsonl',
    ],
    [
      'counts on from the greatest suffix',
      ['_9', '_10', ''].map((suffix) => `events_2026-10-04_12-00-00${suffix}.jsonl`),
      'events_2026-10-04_12-00-00_11.jsonl',
    ],
    [
      'stays behind parts of a later time, when the clock was set back',
      ['events_2026-10-04_13-30-00.jsonl', 'events_2026-10-01_00-00-00.jsonl'],
      'events_2026-10-04_13-30-00_2.jsonl',
    ],
    [
      'stays behind a fraction that llm-sim wrote in the same second',
      ['events_2026-10-04_12-00-00-007991.jsonl'],
      'events_2026-10-04_12-00-00-007991_2.jsonl',
    ],
    [
      'pays no heed to files that rotation did not name',
      ['events.jsonl', 'events_zzz.jsonl', 'config.json', 'events_9999.jsonl.gz'],
      'events_2026-10-04_12-00-00.jsonl',
    ],
    [
      'takes no name of a part that was compressed since',
      ['events_2026-10-04_12-00-00.jsonl.gz', 'events_2026-10-01_00-00-00.jsonl'],
      'events_2026-10-04_12-00-00_2.jsonl',
    ],
  ])('%s', (_, existing, name) => {
    expect(nextPartName(existing, NOON)).toBe(name);
  });

  it('always comes after all there were, however the clock jumps', () => {
    const times = fc.array(fc.integer({ min: -90, max: 90 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, (offsetsInSeconds) => {
        const names: string[] = [];
        for (const offset of offsetsInSeconds) {
          names.push(nextPartName(names, new Date(NOON.getTime() + offset * 1000)));
        }
        expect(names.every(isEventPartName)).toBe(true);
        expect(new Set(names).size).toBe(names.length);
        expect([...names].reverse().sort(compareEventPartNames)).toEqual(names);
      }),
    );
  });
});
