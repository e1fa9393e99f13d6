const STEPS = new Map([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', -1],
  ['k', -1],
]);

/** The row a key leads to from `row`, of `total`; `undefined` for keys that lead nowhere. */
export function rowAfterKey(key: string, row: number, total: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return total - 1;
  const step = STEPS.get(key);
  return step === undefined ? undefined : Math.min(Math.max(row + step, 0), total - 1);
}
