import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { readWholeLines, type Line, type WholeLinesOptions } from './whole-lines';

async function linesOf(
  content: Buffer,
  options: Partial<WholeLinesOptions> = {},
): Promise<readonly Line[]> {
  const root = await makeTempRoot(onTestFinished);
  const file = path.join(root.path, 'lines');
  await writeFile(file, content);
  const handle = await open(file);
  try {
    const lines: Line[] = [];
    for await (const block of readWholeLines(handle, { toByte: content.length, ...options })) {
      lines.push(...block);
    }
    return lines;
  } finally {
    await handle.close();
  }
}

const texts = (lines: readonly Line[]) => lines.map((line) => line.text);

describe('readWholeLines', () => {
  it('ends lines at LF alone, drops a CR before it, a byte order mark and blank lines', async () => {
    const lines = await linesOf(Buffer.from('\uFEFFone\r\n\n \t\r\ntwo\u2028three\nfour'));
    expect(texts(lines)).toEqual(['one', 'two\u2028three', 'four']);
    expect(lines.map((line) => line.isEnded)).toEqual([true, true, false]);
  });

  it('tells where each line lies, so that its bytes can be read again', async () => {
    const content = Buffer.from('\uFEFFå\r\n\n{"b":"😀"}\nlast');
    const lines = await linesOf(content);
    const again = lines.map(({ byteOffset, byteLength }) =>
      content.toString('utf8', byteOffset, byteOffset + byteLength),
    );
    expect(again).toEqual(texts(lines));
    expect(lines.at(-1)?.nextOffset).toBe(content.length);
  });

  it('goes on from any line as if it had read from the start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed())),
        async (parts) => {
          const content = Buffer.from(parts.join('\n'));
          const all = await linesOf(content);
          for (const [index, line] of all.entries()) {
            const rest = await linesOf(content, { fromByte: line.nextOffset });
            expect(rest).toEqual(all.slice(index + 1));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps lines whole that are longer than what is read at once', async () => {
    const long = 'x'.repeat(3_000_000);
    expect(texts(await linesOf(Buffer.from(`a\n${long}\nb\n`)))).toEqual(['a', long, 'b']);
  });

  it('passes over a line beyond all bounds, says so, and goes on after it', async () => {
    const long = 'x'.repeat(5_000_000);
    const lines = await linesOf(Buffer.from(`a\n${long}\nb\n`), { maxLineBytes: 1_500_000 });
    expect(texts(lines)).toEqual(['a', undefined, 'b']);
    expect(lines[1]).toMatchObject({
      byteOffset: 2,
      byteLength: 5_000_000,
      nextOffset: 5_000_003,
      problem: 'longer than 1500000 bytes',
    });
    const unended = await linesOf(Buffer.from(`a\n${long}`), { maxLineBytes: 1_500_000 });
    expect(unended.at(-1)).toMatchObject({ text: undefined, isEnded: false });
  });

  it('marks a line that is not UTF-8 and reads its neighbours', async () => {
    const lines = await linesOf(
      Buffer.concat([Buffer.from('a\n'), Buffer.from([0xc3, 0x28]), Buffer.from('\nb\n')]),
    );
    expect(texts(lines)).toEqual(['a', undefined, 'b']);
    expect(lines[1]?.problem).toBe('not UTF-8');
  });
});
