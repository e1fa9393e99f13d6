import { SEARCH_LINES_MODULE } from './search-lines-module';

/** See assembly/search-lines.ts. */
type SearchLinesExports = WebAssembly.Exports & {
  readonly memory: WebAssembly.Memory;
  searchLines(at: number, to: number, end: number, length: number, isWhole: boolean): number;
};

/** A found line. */
export interface FoundLine {
  /** Its start in the bytes. */
  readonly start: number;
  /** Whether the line must be parsed to know if it has the text. */
  readonly isCandidate: boolean;
}

const LF = 0x0a;
const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const MODULE = new WebAssembly.Module(Buffer.from(SEARCH_LINES_MODULE, 'base64'));

/** Finds lines with an ASCII text, ignoring case, without making strings. */
export class SearchLines {
  readonly #exports: SearchLinesExports;
  readonly #memory: Buffer;
  readonly #words: Uint32Array;
  readonly #block: number;
  readonly #blockBytes: number;

  constructor() {
    const { exports } = new WebAssembly.Instance(MODULE);
    if (!areSearchLines(exports)) throw new TypeError('the module does not match the line search');
    this.#exports = exports;
    this.#memory = Buffer.from(exports.memory.buffer);
    this.#words = new Uint32Array(exports.memory.buffer);
    this.#block = this.#numberOf('BLOCK');
    this.#blockBytes = this.#numberOf('BLOCK_BYTES');
  }

  /** The maximum length of a text, in bytes. */
  get maxTextBytes(): number {
    return this.#numberOf('TEXT_BYTES');
  }

  /**
   * Reports lines in `bytes`, which are whole lines, that begin before `to` and may have the text.
   * @param text without characters that JSON escapes; every line may have an empty text
   * @param isWhole whether `text` is the whole searched text: then `description` and `details` of lines in the common form are
   * searched, and the result is certain
   */
  find(
    bytes: Buffer,
    to: number,
    { text, isWhole }: { readonly text: string; readonly isWhole: boolean },
    onLine: (line: FoundLine) => void,
  ): void {
    const length = this.#memory.write(text.toLowerCase(), this.#numberOf('TEXT'), 'latin1');
    let from = 0;
    while (from < to) {
      const end = bytes.lastIndexOf(LF, from + this.#blockBytes - 1) + 1;
      if (end <= from) {
        // A line that is longer than the block.
        onLine({ start: from, isCandidate: true });
        from = bytes.indexOf(LF, from) + 1;
        continue;
      }
      bytes.copy(this.#memory, this.#block, from, end);
      const stop = Math.min(end, to) - from;
      let at = 0;
      while (at < stop) {
        const base = this.#block;
        const count = this.#exports.searchLines(
          base + at,
          base + stop,
          base + end - from,
          length,
          isWhole,
        );
        const first = this.#numberOf('FOUND') / WORD_BYTES;
        for (const found of this.#words.subarray(first, first + count)) {
          onLine({ start: from + (found >>> 1), isCandidate: (found & 1) === 1 });
        }
        at = this.#numberOf('stoppedAt') - base;
      }
      from = end;
    }
  }

  /** A number exported by the module: an address, a capacity or a counter. */
  #numberOf(name: string): number {
    const exported = this.#exports[name];
    if (exported instanceof WebAssembly.Global && typeof exported.value === 'number') {
      return exported.value;
    }
    throw new TypeError(`the module that searches exports no number ${name}`);
  }
}

function areSearchLines(exports: WebAssembly.Exports): exports is SearchLinesExports {
  return (
    exports['memory'] instanceof WebAssembly.Memory && typeof exports['searchLines'] === 'function'
  );
}
