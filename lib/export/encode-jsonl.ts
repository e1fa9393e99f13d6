import type { EventLine } from '../events/event-line';

/** The lines as they stand in the files, each with an LF. */
export async function* encodeJsonl(
  batches: AsyncIterable<readonly EventLine[]>,
): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) {
    yield Buffer.from([...batch.map(({ text }) => text), ''].join('\n'));
  }
}
