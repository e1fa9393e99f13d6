/** Dashes distinguish the lines without colours. */
const DASHES = ['none', '6 3', '2 2', '9 2 2 2', '4 2', '12 3', '2 4', '6 2 2 2 2 2'] as const;

/** The maximum number of charted variables that can be distinguished. */
export const MAX_CHARTED = DASHES.length;

/** Colour and dashes of a series, by its index among the charted ones. */
export function seriesStroke(at: number): {
  readonly stroke: string;
  readonly strokeDasharray: string;
} {
  return { stroke: seriesColor(at), strokeDasharray: DASHES[at % MAX_CHARTED] ?? 'none' };
}

export function seriesColor(at: number): string {
  return `var(--series-${(at % MAX_CHARTED) + 1})`;
}
