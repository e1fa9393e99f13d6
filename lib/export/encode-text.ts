import { chunksOf } from '../json/text-chunks';
import { breathe } from '../work/work';

/** A text of any length in UTF-8, chunk by chunk. */
export async function* encodeText(text: string): AsyncGenerator<Uint8Array> {
  for (const chunk of chunksOf(text)) {
    yield Buffer.from(chunk);
    await breathe();
  }
}
