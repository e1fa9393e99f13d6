import { NOT_READ, QUOTE, skipString } from './json';
import { SIMULATION, SIMULATION_BYTES } from './memory';
import { load16, SIMULATION_IDS } from './names';
import { codeOfName, countSimulation } from './outside';

// Nearly all events of a file have the same simulation id. It is kept as written, with escapes; comparing it takes no longer
// than skipping it.

/** The number of bytes kept, including the closing quote; 0 for none. */
let keptLength: usize = 0;
let keptCode: u32 = 0;
/** Events counted but not reported yet, and their simulation id. */
let rows: u32 = 0;
let code: u32 = 0;

/** The number of the last id; 0 for an empty id. */
export let simulation: u32 = 0;

/** From after the opening quote of a simulation id to after the closing quote. */
export function readSimulationId(start: usize): usize {
  if (isKept(start)) {
    simulation = keptCode;
    return start + keptLength;
  }
  const end = skipString(start);
  if (end == NOT_READ) return NOT_READ;
  simulation = codeOfName(SIMULATION_IDS, start, end - 1);
  const length = end - start;
  keptLength = 0;
  if (length <= SIMULATION_BYTES) {
    memory.fill(SIMULATION, 0, (length + 15) & ~15);
    memory.copy(SIMULATION, start, length);
    keptLength = length;
    keptCode = simulation;
  }
  return end;
}

function isKept(start: usize): bool {
  if (keptLength == 0 || load<u8>(start + keptLength - 1) != QUOTE) return false;
  for (let from: usize = 0; from < keptLength; from += 16) {
    const bytes = load16(start + from, keptLength - from);
    if (v128.any_true(v128.xor(bytes, v128.load(SIMULATION + from)))) return false;
  }
  return true;
}

/** Counts an event with the last id. */
export function countRow(): void {
  if (simulation != code) {
    tellRows();
    code = simulation;
  }
  rows++;
}

/** Reports all counted events. */
export function tellRows(): void {
  if (rows > 0 && code != 0) countSimulation(code, rows);
  rows = 0;
}

/** Resets the id at the start of a line. */
export function beginLine(): void {
  simulation = 0;
}

export function forgetSimulation(): void {
  keptLength = 0;
}
