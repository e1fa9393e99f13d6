import type { EnsembleBands } from '@/lib/api/ensemble-contract';
import type { Band } from './band-plot';
import { numberText } from './number-text';
import { settingText } from './setting-text';
import type { TableColumn } from './table-column';

/** A turn of a group. */
export interface BandRow {
  readonly band: Band;
  readonly at: number;
  readonly turn: number;
}

export function bandRows({ bands, turns }: EnsembleBands): readonly BandRow[] {
  return bands.flatMap((band) => turns.map((turn, at) => ({ band, at, turn })));
}

const FIGURES = [
  ['lowest', 'lowest'],
  ['p5', '5 %'],
  ['p25', '25 %'],
  ['median', 'median'],
  ['p75', '75 %'],
  ['p95', '95 %'],
  ['highest', 'highest'],
] as const;

/** @param by the settings that divide the runs into groups */
export function bandColumns(by: readonly string[]): readonly TableColumn<BandRow>[] {
  return [
    ...by.map((path, place): TableColumn<BandRow> => ({
      id: `setting ${path}`,
      title: path,
      widthPx: 96,
      grow: 2,
      text: ({ band }) => settingText(band.values[place]),
    })),
    number('turn', ({ turn }) => turn),
    number('runs', ({ band, at }) => band.counts[at]),
    ...FIGURES.map(([figure, title]) => number(title, ({ band, at }) => band[figure][at])),
  ];
}

function number(
  title: string,
  valueOf: (row: BandRow) => number | null | undefined,
): TableColumn<BandRow> {
  return {
    id: title,
    title,
    widthPx: 64,
    grow: 1,
    isNumber: true,
    // A file has the number as it is.
    text: (row) => String(valueOf(row) ?? ''),
    cell: (row) => numberText(valueOf(row)),
  };
}
