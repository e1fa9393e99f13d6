import type { EventLine } from '../events/event-line';
import { encodeText } from './encode-text';

/** The unchanged lines, each with an LF. */
export async function* encodeJsonl(
  batches: AsyncIterable<readonly EventLine[]>,
): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) {
    yield* encodeText([...batch.map(({ text }) => text), ''].join('\n'));
  }
}
