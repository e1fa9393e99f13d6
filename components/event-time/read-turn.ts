/** Parses a turn as typed, or copied from the page: `12`, `1,000,000`; `undefined` for other texts. */
export function readTurn(text: string): number | undefined {
  const digits = text.trim().replaceAll(/[,\s_]/g, '');
  if (!/^\d{1,16}$/.test(digits)) return undefined;
  const turn = Number(digits);
  return Number.isSafeInteger(turn) ? turn : undefined;
}
