import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { eventLines } from '../testing/event-files';
import { makeTempRoot } from '../testing/temp-root';
import { unpackGzip, type UnpackedBytes } from './unpack-gzip';

const TEXT = Buffer.from(eventLines(800).join(''));
const PACKED = gzipSync(TEXT);

interface Outcome extends UnpackedBytes {
  readonly content: Buffer;
}

async function unpack(packed: Buffer, maxBytes = Infinity): Promise<Outcome> {
  const { path: root } = await makeTempRoot(onTestFinished);
  await writeFile(path.join(root, 'a.gz'), packed);
  await using source = await open(path.join(root, 'a.gz'));
  let written: Buffer[] = [];
  const target = {
    write: (chunks: readonly Buffer[]) => Promise.resolve(void written.push(...chunks)),
    restart: () => Promise.resolve(void (written = [])),
  };
  const { signal } = new AbortController();
  const unpacked = await unpackGzip(source, target, { maxBytes, signal });
  return { ...unpacked, content: Buffer.concat(written) };
}

it('decompresses a file, of several members too, and passes over padding', async () => {
  const members = [gzipSync('abc'), gzipSync(''), PACKED, gzipSync('xyz')];
  const all = Buffer.concat([Buffer.from('abc'), TEXT, Buffer.from('xyz')]);
  for (const padding of [0, 1, 512, 40_000]) {
    const { content, ...told } = await unpack(Buffer.concat([...members, Buffer.alloc(padding)]));
    expect(told).toEqual({ bytes: all.length, isTooLarge: false });
    expect(content.equals(all)).toBe(true);
  }
});

it('returns all bytes before the end of a truncated file', async () => {
  for (const length of [0, 5, 10, 100, PACKED.length - 9, PACKED.length - 1]) {
    const { content, bytes, damage } = await unpack(PACKED.subarray(0, length));
    expect(damage).toBe('cut off: its compressed data ends too early');
    expect(bytes).toBe(content.length);
    expect(content.equals(TEXT.subarray(0, bytes))).toBe(true);
  }
  expect((await unpack(PACKED.subarray(0, -1))).bytes).toBe(TEXT.length);
});

it('returns all bytes before damage, and the byte where it is', async () => {
  const isWrong = Buffer.from(PACKED);
  isWrong.fill(0xff, PACKED.length - 8, PACKED.length - 4);
  const wrongSum = await unpack(isWrong);
  expect(wrongSum.content.equals(TEXT)).toBe(true);
  expect(wrongSum.damage).toBe(
    `damaged at byte ${String(PACKED.length - 5)} (incorrect data check)`,
  );

  const afterOne = await unpack(Buffer.concat([PACKED, Buffer.from('no gzip'), PACKED]));
  expect(afterOne.content.equals(TEXT)).toBe(true);
  expect(afterOne.damage).toMatch(/^damaged at byte \d+ \(incorrect header check\)$/);

  const afterPadding = await unpack(Buffer.concat([PACKED, Buffer.alloc(9), PACKED]));
  expect(afterPadding.content.equals(TEXT)).toBe(true);
  expect(afterPadding.damage).toBe(`damaged at byte ${String(PACKED.length + 9)} (no gzip data)`);

  const noGzip = await unpack(Buffer.from('{"event_id": 1}\n'));
  expect(noGzip).toMatchObject({ bytes: 0, damage: 'damaged at byte 1 (incorrect header check)' });
});

it('gives every byte before damage in the middle', async () => {
  // Stored, not compressed, so that byte offsets are known: damage is found at the header of the next block.
  const damaged = gzipSync(TEXT, { level: 0 });
  const length = damaged.readUInt16LE(11);
  damaged.fill(0x07, length + 15, length + 20);
  const { content, damage } = await unpack(damaged);
  expect(content.length).toBe(length);
  expect(content.equals(TEXT.subarray(0, length))).toBe(true);
  expect(damage).toMatch(/^damaged at byte \d+ \(invalid/);
});

it('writes no more than it may', async () => {
  const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));
  const { bytes, isTooLarge, content } = await unpack(bomb, 20_000_000);
  expect(isTooLarge).toBe(true);
  expect(bytes).toBe(content.length);
  expect(bytes).toBeLessThanOrEqual(20_000_000);
  expect(await unpack(bomb, 32 * 1024 * 1024)).toMatchObject({ isTooLarge: false });
});
