import { SCAN_LINES_MODULE } from './scan-lines-module';

/** The functions that the module calls. Positions are in its memory. */
export type Outside = {
  /** The number of the name in `[start, end)`. */
  codeOfName(table: number, start: number, end: number): number;
  /** Adds to the count of events with the simulation id of this number. */
  countSimulation(code: number, rows: number): void;
  /**
   * Writes the digest of the id in `[start, end)` to `to`. The id belongs to the event in `row`, or to a cause when `row` is
   * -1.
   */
  writeDigest(start: number, end: number, to: number, row: number): void;
  /** The number written in `[start, end)`. */
  numberOf(start: number, end: number): number;
};

/** See assembly/scan-lines.ts. */
type ScanLinesExports = WebAssembly.Exports & {
  readonly memory: WebAssembly.Memory;
  scanLines(
    at: number,
    to: number,
    blockOffset: number,
    firstRow: number,
    maxLineBytes: number,
  ): number;
  forgetNames(): void;
};

const MODULE = new WebAssembly.Module(Buffer.from(SCAN_LINES_MODULE, 'base64'));

/** An instance of the module with its own memory. */
export class ScanLines {
  readonly #exports: ScanLinesExports;

  constructor(outside: Outside) {
    const { exports } = new WebAssembly.Instance(MODULE, { outside });
    if (!areScanLines(exports)) throw new TypeError('the module does not match the line scanner');
    this.#exports = exports;
  }

  get memory(): ArrayBuffer {
    return this.#exports.memory.buffer;
  }

  /** A number exported by the module: an address, a capacity or a counter. */
  numberOf(name: string): number {
    const exported = this.#exports[name];
    if (exported instanceof WebAssembly.Global && typeof exported.value === 'number') {
      return exported.value;
    }
    throw new TypeError(`the module that reads lines exports no number ${name}`);
  }

  scanLines(
    at: number,
    to: number,
    blockOffset: number,
    firstRow: number,
    maxLineBytes: number,
  ): number {
    return this.#exports.scanLines(at, to, blockOffset, firstRow, maxLineBytes);
  }

  forgetNames(): void {
    this.#exports.forgetNames();
  }
}

function areScanLines(exports: WebAssembly.Exports): exports is ScanLinesExports {
  const { memory, scanLines, forgetNames } = exports;
  return (
    memory instanceof WebAssembly.Memory &&
    typeof scanLines === 'function' &&
    typeof forgetNames === 'function'
  );
}
