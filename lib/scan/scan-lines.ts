import { SCAN_LINES_MODULE } from './scan-lines-module';

/** What the module asks for while it reads. Positions are of its memory. */
export type Outside = {
  /** The number of the name in `[start, end)`. */
  codeOfName(table: number, start: number, end: number): number;
  /** So many more events have the simulation id of this number. */
  countSimulation(code: number, rows: number): void;
  /** Writes at `to` the digest of the id in `[start, end)`: of the event of `row`, or of a cause when that is -1. */
  writeDigest(start: number, end: number, to: number, row: number): void;
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

/** An instance of the module, with memory of its own. */
export class ScanLines {
  readonly #exports: ScanLinesExports;

  constructor(outside: Outside) {
    const { exports } = new WebAssembly.Instance(MODULE, { outside });
    if (!areScanLines(exports)) throw new TypeError('the module that reads lines is another one');
    this.#exports = exports;
  }

  get memory(): ArrayBuffer {
    return this.#exports.memory.buffer;
  }

  /** The number that the module exports by a name: a place in its memory, how much there is room for, what it counted. */
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
