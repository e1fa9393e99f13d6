import { chunksOf } from '../json/text-chunks';
import { breathe } from '../work/work';

/**
 * Encodes a text of any length as UTF-8, in chunks.
 * @param change applied to each chunk before it is encoded. Default: none.
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
