/** One item of two sequences laid side by side: of both, of the first alone, or of the second alone. */
export interface AlignedItem {
  readonly first?: number;
  readonly second?: number;
}

/** Beyond so many comparisons what lies between the common beginning and end is taken as replaced. */
const MAX_COMPARISONS = 250_000;

/** The items of two sequences, by index, so that as many equal ones as possible stand together; removed before added. */
export function alignSequences(
  first: readonly string[],
  second: readonly string[],
): readonly AlignedItem[] {
  const shorter = Math.min(first.length, second.length);
  let head = 0;
  while (head < shorter && first[head] === second[head]) head++;
  let tail = 0;
  while (tail < shorter - head && first.at(-1 - tail) === second.at(-1 - tail)) tail++;
  const pair = (at: number, shift: number): AlignedItem => ({ first: at, second: at + shift });
  const common = (from: number, to: number, shift: number) =>
    Array.from({ length: to - from }, (_, at) => pair(from + at, shift));
  return [
    ...common(0, head, 0),
    ...alignMiddle(first, second, head, tail),
    ...common(first.length - tail, first.length, second.length - first.length),
  ];
}

function alignMiddle(
  first: readonly string[],
  second: readonly string[],
  head: number,
  tail: number,
): readonly AlignedItem[] {
  const [rows, columns] = [first.length - head - tail, second.length - head - tail];
  const removed = (at: number): AlignedItem => ({ first: head + at });
  const added = (at: number): AlignedItem => ({ second: head + at });
  if (rows * columns > MAX_COMPARISONS || rows === 0 || columns === 0) {
    return [
      ...Array.from({ length: rows }, (_, at) => removed(at)),
      ...Array.from({ length: columns }, (_, at) => added(at)),
    ];
  }
  // Length of the longest common subsequence of what follows a pair of places.
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  const commonAt = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      common[row * width + column] =
        first[head + row] === second[head + column]
          ? commonAt(row + 1, column + 1) + 1
          : Math.max(commonAt(row + 1, column), commonAt(row, column + 1));
    }
  }
  const aligned: AlignedItem[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && first[head + row] === second[head + column]) {
      aligned.push({ first: head + row++, second: head + column++ });
    } else if (row < rows && commonAt(row + 1, column) >= commonAt(row, column + 1)) {
      aligned.push(removed(row++));
    } else if (column < columns) {
      aligned.push(added(column++));
    } else {
      aligned.push(removed(row++));
    }
  }
  return aligned;
}
