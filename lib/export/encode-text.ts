import { chunksOf } from '../json/text-chunks';
import { breathe } from '../work/work';

/**
 * A text of any length in UTF-8, chunk by chunk.
 * @param change of each chunk before it is encoded. Default: none.
 */
export async function* encodeText(
  text: string,
  change = (chunk: string): string => chunk,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunksOf(text)) {
    yield Buffer.from(change(chunk));
    await breathe();
  }
}
