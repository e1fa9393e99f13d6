import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { scanFiles, type EventFile } from '../testing/scan-files';
import { encodeJsonl } from './encode-jsonl';

async function expectSameLines(files: readonly EventFile[]): Promise<void> {
  const { events } = scanFiles(files);
  async function* batches() {
    yield events.slice(0, 3);
    yield events.slice(3);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of encodeJsonl(batches())) chunks.push(chunk);
  // The bytes in the files, not the text decoded from them.
  const expected = events.flatMap(({ file, byte_offset, text }) => {
    const { bytes } = files.find(({ name }) => name === file)!;
    return [bytes.subarray(byte_offset, byte_offset + Buffer.byteLength(text)), Buffer.from('\n')];
  });
  expect(Buffer.concat(chunks).equals(Buffer.concat(expected))).toBe(true);
}

it('writes lines byte for byte, however odd', async () => {
  const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
  await expectSameLines([{ name: 'events.jsonl', bytes }]);
});

it('writes lines byte for byte, for any files', async () => {
  await fc.assert(fc.asyncProperty(arbitraryEventFiles, expectSameLines), { seed: 20_261_124 });
});
