'use client';

import { eventTypeMark } from '@/components/event-type/event-type-mark';
import type { MeasureText } from '@/components/ui/fit-text';
import type { ShownText } from '@/components/ui/shown-text';
import { tellApart } from '@/components/ui/tell-apart';
import { useMeasureText } from '@/components/ui/use-measure-text';
import { SIGN_PX, type NameColumnId } from './event-columns';
import type { RowFacts } from './row-facts';
import type { EventColumn } from './use-event-columns';

const SMALL_PX = 12;
const BODY_PX = 13;

/** The names of a row that its columns have no room for, shortened. */
export type ShortNames = Readonly<
  Record<'shortType' | 'shortAgent' | 'shortKind', string | undefined>
>;

/** The names of rows as their columns have room for them; two that are not the same never look the same. */
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
  return id === 'type' ? eventTypeMark(facts.type).name : facts[id];
}

function roomOf(columns: readonly EventColumn[], id: NameColumnId): number | undefined {
  const widthPx = columns.find((column) => column.id === id)?.widthPx;
  return widthPx === undefined ? undefined : widthPx - (id === 'type' ? SIGN_PX : 0);
}

/** Of names that are not whole. */
function shortened(
  names: readonly ShownText[],
  widthPx: number | undefined,
  measure: MeasureText,
): ReadonlyMap<ShownText, ShownText> {
  if (widthPx === undefined) return new Map();
  return new Map([...tellApart(names, widthPx, measure)].filter(([name, text]) => name !== text));
}
