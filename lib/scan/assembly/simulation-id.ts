import { NOT_READ, QUOTE, skipString } from './json';
import { SIMULATION, SIMULATION_BYTES } from './memory';
import { load16, SIMULATION_IDS } from './names';
import { codeOfName, countSimulation } from './outside';

// Nearly all events of a file have the same simulation id: it is kept as it is written, escapes and all, and to find it
// again in a line takes no longer than to skip it.

/** How many bytes are kept, the closing quote included; 0 when none are. */
let keptLength: usize = 0;
let keptCode: u32 = 0;
/** Events counted and not told of yet, and the simulation id that they have. */
let rows: u32 = 0;
let code: u32 = 0;

/** The number of the id that was read last; 0 of an empty one. */
export let simulation: u32 = 0;

/** From after the opening quote of a simulation id to after the closing one. */
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

/** Counts an event with the id that was read last. */
export function countRow(): void {
  if (simulation != code) {
    tellRows();
    code = simulation;
  }
  rows++;
}

/** Tells of all events that were counted. */
export function tellRows(): void {
  if (rows > 0 && code != 0) countSimulation(code, rows);
  rows = 0;
}

/** Forgets that an id was read, at the beginning of a line. */
export function beginLine(): void {
  simulation = 0;
}

export function forgetSimulation(): void {
  keptLength = 0;
}
