import { appendFile, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { findEventParts } from './event-parts';

const LONG_AGO = new Date('2025-10-04T12:00:00Z');

/** A run with this many one-line parts, none written to recently, after two looks at it. */
async function makeQuietRun(partCount: number): Promise<string> {
  const directory = path.join((await makeTempRoot(onTestFinished)).path, 'run');
  await mkdir(directory);
  for (let at = 1; at < partCount; at++) await writeOld(path.join(directory, nameOf(at)));
  await writeOld(path.join(directory, 'events.jsonl'));
  await utimes(directory, LONG_AGO, LONG_AGO);
  await findEventParts(directory);
  await findEventParts(directory);
  return directory;
}

async function writeOld(file: string): Promise<void> {
  await writeFile(file, '{}\n');
  await utimes(file, LONG_AGO, LONG_AGO);
}

function nameOf(at: number): string {
  return `events.jsonl.${String(at)}`;
}

describe('a look at a run of many parts', () => {
  it('returns the same list while nothing changes', async () => {
    const directory = await makeQuietRun(100);
    expect(await findEventParts(directory)).toBe(await findEventParts(directory));
  });

  it('sees at once lines appended to the newest part, even if nothing was written to it for long', async () => {
    const directory = await makeQuietRun(100);
    await appendFile(path.join(directory, 'events.jsonl'), '{}\n');
    expect((await findEventParts(directory)).at(-1)?.bytes).toBe(6);
    await appendFile(path.join(directory, 'events.jsonl'), '{}\n');
    expect((await findEventParts(directory)).at(-1)?.bytes).toBe(9);
  });

  it('sees at once a rotation, and a part that is removed or replaced', async () => {
    const directory = await makeQuietRun(100);
    await rename(path.join(directory, 'events.jsonl'), path.join(directory, 'events.jsonl.0'));
    await writeFile(path.join(directory, 'events.jsonl'), '{}\n{}\n');
    const rotated = await findEventParts(directory);
    expect([rotated.length, rotated.at(-1)?.bytes]).toEqual([101, 6]);

    await rm(path.join(directory, nameOf(50)));
    expect(await findEventParts(directory)).toHaveLength(100);

    await writeFile(path.join(directory, 'draft'), '{}\n{}\n{}\n');
    await rename(path.join(directory, 'draft'), path.join(directory, nameOf(7)));
    const replaced = await findEventParts(directory);
    expect(replaced.find(({ name }) => name === nameOf(7))?.bytes).toBe(9);
  });

  it('sees an edit of an old part when all files are to be looked at', async () => {
    const directory = await makeQuietRun(100);
    await appendFile(path.join(directory, nameOf(50)), '{}\n');
    const parts = await findEventParts(directory, { isFresh: true });
    expect(parts.find(({ name }) => name === nameOf(50))?.bytes).toBe(6);
  });

  it('holds for a second only', async () => {
    const directory = await makeQuietRun(100);
    const before = await findEventParts(directory);
    await appendFile(path.join(directory, nameOf(50)), '{}\n');
    await expect.poll(() => findEventParts(directory), { timeout: 5000 }).not.toBe(before);
  });
});

it('a few parts are looked at each time', async () => {
  const directory = await makeQuietRun(10);
  await appendFile(path.join(directory, nameOf(5)), '{}\n');
  const parts = await findEventParts(directory);
  expect(parts.find(({ name }) => name === nameOf(5))?.bytes).toBe(6);
});
