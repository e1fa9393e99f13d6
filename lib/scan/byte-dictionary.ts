/** Numbers for the names in a file. */
export interface ByteDictionary {
  /** Names by number, from 0. */
  readonly names: readonly string[];
  /** The number of the name in `bytes[start, end)`, which is UTF-8. */
  codeOf(bytes: Buffer, start: number, end: number): number;
  codeOfText(name: string): number;
}

/** Few, because each of thousands of small files gets its own dictionaries. */
const INITIAL_SLOTS = 32;

/** Finds names by their bytes, so that known names need no string. */
export function createByteDictionary(): ByteDictionary {
  const names: string[] = [];
  const encoded: Buffer[] = [];
  // Open addressing. A slot holds a number plus 1, or 0 when it is free.
  let slots = new Uint32Array(INITIAL_SLOTS);

  function add(bytes: Buffer): number {
    const code = names.length;
    names.push(bytes.toString('utf8'));
    encoded.push(bytes);
    if (names.length * 2 > slots.length) {
      slots = new Uint32Array(slots.length * 2);
      encoded.forEach(place);
    } else {
      place(bytes, code);
    }
    return code;
  }

  function place(bytes: Buffer, code: number): void {
    let slot = digest(bytes, 0, bytes.length) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = code + 1;
  }

  function codeOf(bytes: Buffer, start: number, end: number): number {
    let slot = digest(bytes, start, end) & (slots.length - 1);
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      const known = encoded[held - 1];
      if (known !== undefined && isEqual(known, bytes, start, end)) return held - 1;
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(Buffer.from(bytes.subarray(start, end)));
  }

  return {
    names,
    codeOf,
    codeOfText: (name) => {
      const bytes = Buffer.from(name);
      return codeOf(bytes, 0, bytes.length);
    },
  };
}

function digest(bytes: Buffer, start: number, end: number): number {
  let sum = end - start;
  for (let i = start; i < end; i++) sum = (Math.imul(sum, 31) + (bytes[i] ?? 0)) | 0;
  return sum ^ (sum >>> 15);
}

function isEqual(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
