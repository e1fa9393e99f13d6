import { SEARCH_LINES_MODULE } from './search-lines-module';

/** See assembly/search-lines.ts. */
type SearchLinesExports = WebAssembly.Exports & {
  readonly memory: WebAssembly.Memory;
  searchLines(at: number, to: number, end: number, length: number, isWhole: boolean): number;
};

/** A line that was found. */
export interface FoundLine {
  /** Where it begins among the bytes. */
  readonly start: number;
  /** Whether it is not known to have the text: it has to be read to tell. */
  readonly isCandidate: boolean;
}

const LF = 0x0a;
const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;
const MODULE = new WebAssembly.Module(Buffer.from(SEARCH_LINES_MODULE, 'base64'));

/** Finds lines that have a text of ASCII, in either case, without making a string of any. */
export class SearchLines {
  readonly #exports: SearchLinesExports;
  readonly #memory: Buffer;
  readonly #words: Uint32Array;
  readonly #block: number;
  readonly #blockBytes: number;

  constructor() {
    const { exports } = new WebAssembly.Instance(MODULE);
    if (!areSearchLines(exports)) throw new TypeError('the module that searches is another one');
    this.#exports = exports;
    this.#memory = Buffer.from(exports.memory.buffer);
    this.#words = new Uint32Array(exports.memory.buffer);
    this.#block = this.#numberOf('BLOCK');
    this.#blockBytes = this.#numberOf('BLOCK_BYTES');
  }

  /** How many bytes a text may have. */
  get maxTextBytes(): number {
    return this.#numberOf('TEXT_BYTES');
  }

  /**
   * Tells of lines in `bytes`, which are whole lines, that begin before `to` and may have the text.
   * @param text without what JSON writes as an escape; every line may have an empty one
   * @param isWhole whether lines of the common form can be told by it: then `description` and `details` are looked at
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

  /** The number that the module exports by a name: a place in its memory, how much there is room for, what it counted. */
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
