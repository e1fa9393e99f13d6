import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { findEventParts, isPlainPart } from './event-parts';
import { findStreamEnd } from './stream-end';
import {
  advancePlace,
  digestBefore,
  digestOfLine,
  isPlaceWithin,
  readPosition,
  START_PLACE,
  STREAM_START,
  writePosition,
} from './stream-position';

const EVENT =
  '{"event_id":"a","timestamp":"2026-10-04","turn_number":0,"event_type":"A","description":"ü"}';

async function setUp(text: string) {
  const root = (await makeTempRoot(onTestFinished)).path;
  const newest = path.join(root, 'events.jsonl');
  await writeFile(newest, text);
  const parts = async () => (await findEventParts(root)).filter(isPlainPart);
  const end = async (): Promise<string> => {
    const found = await parts();
    return writePosition(found, await findStreamEnd(found));
  };
  return { root, newest, parts, end };
}

describe('a position in a stream', () => {
  it('finds its place again after any append or rotation', async () => {
    const { root, newest, parts, end } = await setUp(`${EVENT}\n`);
    const position = await end();
    const place = await readPosition(position, await parts());
    expect(place).toMatchObject({ part: 0, bytes: Buffer.byteLength(EVENT) + 1 });
    await appendFile(newest, `${EVENT}\n`);
    await rename(newest, path.join(root, 'events_2026-10-04_14-00-00.jsonl'));
    await writeFile(newest, `${EVENT}\n`);
    expect(await readPosition(position, await parts())).toEqual(place);
    expect(await readPosition(await end(), await parts())).toMatchObject({
      part: 1,
      bytesBefore: 2 * (place?.bytes ?? 0),
    });
  });

  it('after a line is the same, had from the line or from the file', async () => {
    const { parts } = await setUp(`${EVENT}\n`);
    const bytes = Buffer.byteLength(EVENT);
    const [part] = await parts();
    expect(digestOfLine(EVENT)).toBe(await digestBefore(part!, bytes));
    const emoji = EVENT.replace('"ü"', `"${'🚜'.repeat(40)}"`);
    await writeFile(part!.path, emoji);
    expect(digestOfLine(emoji)).toBe(await digestBefore(part!, Buffer.byteLength(emoji)));
  });

  it.each([
    ['', STREAM_START],
    ['{"half', STREAM_START],
  ])('at the end of %j is the start', async (text, expected) => {
    expect(await (await setUp(text)).end()).toBe(expected);
  });

  it.each([
    [`${EVENT}\n{"half`, Buffer.byteLength(EVENT) + 1],
    [`${EVENT}\n${EVENT}`, 2 * Buffer.byteLength(EVENT) + 1],
    [`${EVENT}\n${'x'.repeat(200_000)}`, Buffer.byteLength(EVENT) + 1],
  ])('at the end is after the last whole line', async (text, bytes) => {
    const { parts } = await setUp(text);
    expect(await findStreamEnd(await parts())).toMatchObject({ part: 0, bytes });
  });

  it('is lost with the files it counts as known', async () => {
    const { newest, parts, end } = await setUp(`${EVENT}\n`);
    const position = await end();
    await writeFile(newest, `${EVENT.replace('"a"', '"b"').replace('ü', 'û')}\n${EVENT}\n`);
    expect(await readPosition(position, await parts())).toBeUndefined();
    await writeFile(newest, '');
    expect(await readPosition(position, await parts())).toBeUndefined();
    await rm(newest);
    expect(await readPosition(position, await parts())).toBeUndefined();
    expect(await readPosition(STREAM_START, await parts())).toBe(START_PLACE);
  });

  it('knows less than another, or not', () => {
    const first = advancePlace(START_PLACE, 0, 100, 1);
    const second = advancePlace(first, 1, 50, 2);
    const late = advancePlace(second, 0, 120, 3);
    expect(isPlaceWithin(first, second, 2)).toBe(true);
    expect(isPlaceWithin(second, first, 2)).toBe(false);
    expect(isPlaceWithin(second, late, 2)).toBe(true);
    expect(isPlaceWithin(late, second, 2)).toBe(false);
    expect(isPlaceWithin(late, advancePlace(second, 1, 60, 4), 2)).toBe(false);
    expect(isPlaceWithin(second, advancePlace(second, 3, 1, 5), 4)).toBe(true);
  });
});
