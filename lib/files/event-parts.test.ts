import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import {
  compareEventPartNames,
  findEventParts,
  isEventPartName,
  simulationDirectory,
} from './event-parts';

describe('the parts of a stream', () => {
  it('come oldest first, events.jsonl last although it sorts first', () => {
    const inOrder = [
      'events_2025-10-04_14-25-00.jsonl',
      'events_2025-10-04_14-25-00_2.jsonl',
      'events_2025-10-04_14-25-00_10.jsonl',
      'events_2025-10-04_14-30-00-007991.jsonl',
      'events_2025-10-04_14-30-00-143720.jsonl',
      'events_2026-01-01_00-00-00.jsonl.3.gz',
      'events_2026-01-01_00-00-00.jsonl.2',
      'events_2026-01-01_00-00-00.jsonl.1',
      'events_2026-01-01_00-00-00.jsonl',
      'events.jsonl.10',
      'events.jsonl.9.gz',
      'events.jsonl.2',
      'events.jsonl.1',
      'events.jsonl-20251003.gz',
      'events.jsonl-20251004',
      'events.jsonl-2025100415',
      'events.jsonl-20251004-1759586700',
      'events.jsonl.20251005',
      'events.jsonl.2025-10-06.gz',
      'events.jsonl.2025-10-06_14-25-00',
      'events.jsonl',
    ];
    expect([...inOrder].reverse().sort(compareEventPartNames)).toEqual(inOrder);
    expect(inOrder.filter(isEventPartName)).toEqual(inOrder);
  });

  it.each([
    'events.json',
    'events.jsonl.zst',
    'events.jsonl.gz.1',
    'events.gz',
    'events.jsonl.1a',
    'events.jsonl-1',
    'events.jsonl-20251004.bz2',
    'events.jsonl-2025-yesterday',
    'eventsource.jsonl',
    'myevents.jsonl',
    'result.json',
  ])('do not include %s', (name) => {
    expect(isEventPartName(name)).toBe(false);
  });

  it('are files, and none where there is no directory', async () => {
    const root = await makeTempRoot(onTestFinished);
    await mkdir(path.join(root.path, 'events_of_the_year.jsonl'));
    await writeFile(path.join(root.path, 'events.jsonl'), 'abc');
    const parts = await findEventParts(root.path);
    expect(parts.map(({ name, bytes }) => ({ name, bytes }))).toEqual([
      { name: 'events.jsonl', bytes: 3 },
    ]);
    expect(await findEventParts(path.join(root.path, 'nowhere'))).toEqual([]);
  });
});

describe('simulationDirectory', () => {
  it('is directly under the root, and there is none for an id that cannot be the name of a folder', () => {
    const longest = 'ä'.repeat(127);
    expect(simulationDirectory('/root', longest)).toBe(path.join('/root', longest));
    for (const id of ['', '.', '..', 'a/b', 'a\\b', 'a\0', `${longest}ab`, 'a'.repeat(10_000)]) {
      expect(simulationDirectory('/root', id)).toBeUndefined();
    }
  });
});
