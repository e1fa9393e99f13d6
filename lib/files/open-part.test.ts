import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { findEventParts, type EventPart, isPlainPart } from './event-parts';
import { openPart, PartMovedError } from './open-part';

async function setUp(): Promise<{ newest: string; part: EventPart }> {
  const root = (await makeTempRoot(onTestFinished)).path;
  const newest = path.join(root, 'events.jsonl');
  await writeFile(newest, 'first');
  const [part] = (await findEventParts(root)).filter(isPlainPart);
  return { newest, part: part! };
}

describe('openPart', () => {
  it('opens the file that was found', async () => {
    const { part } = await setUp();
    const file = await openPart(part);
    expect(await file.readFile('utf8')).toBe('first');
    await file.close();
  });

  it('opens no other that has taken its name, and none that is gone', async () => {
    const { newest, part } = await setUp();
    await rename(newest, newest.replace('events', 'events_1'));
    await expect(openPart(part)).rejects.toThrow(PartMovedError);
    await writeFile(newest, 'second');
    await expect(openPart(part)).rejects.toThrow(PartMovedError);
    await rm(newest);
    await expect(openPart(part)).rejects.toThrow(PartMovedError);
  });
});
