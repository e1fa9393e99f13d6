'use client';

import { typeGlyph } from '@/components/event-type/type-glyph';
import type { MeasureText } from '@/components/ui/fit-text';
import type { ShownText } from '@/components/ui/shown-text';
import { shortenNames } from '@/components/ui/shorten-names';
import { useMeasureText } from '@/components/ui/use-measure-text';
import { GLYPH_PX, type NameColumnId } from './event-columns';
import type { RowFacts } from './row-facts';
import type { EventColumn } from './use-event-columns';

const SMALL_PX = 12;
const BODY_PX = 13;

/** Shortened names of a row, for columns without room for the full names. */
export type ShortNames = Readonly<
  Record<'shortType' | 'shortAgent' | 'shortKind', string | undefined>
>;

/** The names of rows, shortened to the widths of their columns. Different names never look the same. */
export function useShortNames(
  columns: readonly EventColumn[],
  rows: readonly RowFacts[],
): (facts: RowFacts | undefined) => ShortNames {
  const measures = {
    type: useMeasureText(SMALL_PX),
    agent: useMeasureText(BODY_PX),
    kind: useMeasureText(SMALL_PX, 'mono'),
  };
  const shortOf = (id: NameColumnId) => {
    const names = rows.flatMap((facts) => nameOf(facts, id) ?? []);
    return shortened(names, roomOf(columns, id), measures[id]);
  };
  const short = { type: shortOf('type'), agent: shortOf('agent'), kind: shortOf('kind') };
  return (facts) => {
    const textOf = (id: NameColumnId) => {
      const name = facts === undefined ? null : nameOf(facts, id);
      return name === null ? undefined : short[id].get(name);
    };
    return { shortType: textOf('type'), shortAgent: textOf('agent'), shortKind: textOf('kind') };
  };
}

function nameOf(facts: RowFacts, id: NameColumnId): ShownText | null {
  return id === 'type' ? typeGlyph(facts.type).name : facts[id];
}

function roomOf(columns: readonly EventColumn[], id: NameColumnId): number | undefined {
  const widthPx = columns.find((column) => column.id === id)?.widthPx;
  return widthPx === undefined ? undefined : widthPx - (id === 'type' ? GLYPH_PX : 0);
}

/** The shortened text of each name that does not fit. */
function shortened(
  names: readonly ShownText[],
  widthPx: number | undefined,
  measure: MeasureText,
): ReadonlyMap<ShownText, ShownText> {
  if (widthPx === undefined) return new Map();
  return new Map(
    [...shortenNames(names, widthPx, measure)].filter(([name, text]) => name !== text),
  );
}
