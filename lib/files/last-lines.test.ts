import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { findEventParts, isPlainPart } from './event-parts';
import { readLastLines } from './last-lines';

async function writeParts(parts: Readonly<Record<string, string>>) {
  const directory = (await makeTempRoot(onTestFinished)).path;
  for (const [name, text] of Object.entries(parts)) {
    await writeFile(path.join(directory, name), text);
  }
  return { directory, parts: (await findEventParts(directory)).filter(isPlainPart) };
}

describe('readLastLines', () => {
  it('reads the newest first, on into older parts', async () => {
    const { parts } = await writeParts({
      'events_2026-01-01_00-00-00.jsonl': 'a\nb\n',
      'events.jsonl': 'c\nd',
    });
    expect(await readLastLines(parts, 1000)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('reads no more than it may, and leaves out the line that this cuts', async () => {
    const { parts } = await writeParts({ 'events.jsonl': 'first\nsecond\nthird\n' });
    expect(await readLastLines(parts, 10)).toEqual(['third']);
    expect(await readLastLines(parts, 3)).toEqual([]);
  });

  it('passes over a hole of NULs before a line, and after', async () => {
    const { parts } = await writeParts({ 'events.jsonl': '\0\0\0a\nb\0\n\0\0' });
    expect(await readLastLines(parts, 1000)).toEqual(['b', 'a']);
  });

  it('passes over a part that was renamed, and has nothing of nothing', async () => {
    const { directory, parts } = await writeParts({ 'events.jsonl': 'a\n' });
    await rename(path.join(directory, 'events.jsonl'), path.join(directory, 'gone'));
    expect(await readLastLines(parts, 1000)).toEqual([]);
    expect(await readLastLines([], 1000)).toEqual([]);
  });
});
