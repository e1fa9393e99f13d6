/** A chunk is parsed within some milliseconds. */
const CHUNK_LENGTH = 2000;
/** A chunk without a better place to end ends here. */
const LONGEST_CHUNK = 12 * CHUNK_LENGTH;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Cuts Markdown between its blocks, so that it can be parsed piece by piece. A longer code block is continued in the next
 * chunk as a code block. The chunks together have the text, with repeated fences.
 */
export function markdownChunks(text: string): readonly string[] {
  const chunks: string[] = [];
  let chunk = '';
  let fence: string | undefined;
  const end = (): void => {
    if (chunk !== '') chunks.push(chunk);
    chunk = '';
  };
  for (const line of linesOf(text)) {
    if (chunk.length + line.length > LONGEST_CHUNK) {
      end();
      if (fence !== undefined) chunk = `${fence}\n`;
    }
    const isBlank = line.trim() === '';
    chunk += line;
    const [, marker] = FENCE.exec(line) ?? [];
    if (marker !== undefined) {
      if (fence === undefined) fence = marker;
      else if (marker.startsWith(fence) && line.trim() === marker) fence = undefined;
    }
    if (isBlank && fence === undefined && chunk.length >= CHUNK_LENGTH) end();
  }
  end();
  return chunks;
}

/** The lines with their ends; a very long line comes in pieces. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const lineEnd = text.indexOf('\n', at);
    const end = Math.min(lineEnd === -1 ? text.length : lineEnd + 1, at + LONGEST_CHUNK);
    yield text.slice(at, end);
    at = end;
  }
}
