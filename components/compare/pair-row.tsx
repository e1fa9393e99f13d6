import Link from 'next/link';
import { memo } from 'react';
import { countOf } from '@/components/ui/format-count';
import { EventLine } from './event-line';
import { fieldLabel } from './field-label';
import type { ComparedRow } from './find-difference';
import { HOW_LOOK } from './how-look';
import styles from './event-pairs.module.css';
import { eventLink, whyLink } from './run-links';
import { LETTERS, SIDES, type Both, type Side } from './side';
import { SideValue } from './side-value';

/** Of a row that is not selected, so many fields are shown. */
const SHOWN_FIELDS = 3;

/** Two aligned events: A, how they compare, B. The selected row has the ways into its runs. */
export const PairRow = memo(function PairRow({
  id,
  row,
  runIds,
  isSelected,
  onSelect,
}: {
  readonly id: string;
  readonly row: ComparedRow;
  readonly runIds: Both<string>;
  readonly isSelected: boolean;
  readonly onSelect: (place: number) => void;
}) {
  const { how, matters } = row;
  const { sign, word } = HOW_LOOK[how];
  return (
    <div
      id={id}
      role="row"
      aria-selected={isSelected}
      className={styles['row']}
      data-how={how}
      data-place={row.place}
      onClick={() => onSelect(row.place)}
    >
      <SideCell side="a" row={row} runId={runIds.a} isSelected={isSelected} />
      <div role="gridcell" className={styles['how']}>
        <span className={styles['sign']} aria-hidden="true">
          {sign}
        </span>{' '}
        {how === 'moved' && matters === true ? 'reordered' : word}
      </div>
      <SideCell side="b" row={row} runId={runIds.b} isSelected={isSelected} />
    </div>
  );
});

function SideCell({
  side,
  row,
  runId,
  isSelected,
}: {
  readonly side: Side;
  readonly row: ComparedRow;
  readonly runId: string;
  readonly isSelected: boolean;
}) {
  const event = row[side];
  if (event === null) {
    return (
      <div role="gridcell" className={styles['none']}>
        no such event
      </div>
    );
  }
  // The description is shown already.
  const changes = (row.changes ?? []).filter(({ path }) => path !== 'description');
  const shown = isSelected ? changes : changes.slice(0, SHOWN_FIELDS);
  const more = changes.length - shown.length;
  return (
    <div role="gridcell" className={styles['cell']} data-side={side}>
      <EventLine event={event} />
      {shown.length === 0 ? null : (
        <span className={styles['changes']}>
          {shown.map((change) => (
            <span key={change.path} className={styles['change']}>
              <span className={styles['field']}>{fieldLabel(change.path)}</span>{' '}
              <SideValue side={side} value={change[side]} />
            </span>
          ))}
          {more === 0 ? null : (
            <span className={styles['quiet']}>and {countOf(more, 'more field')}</span>
          )}
        </span>
      )}
      {isSelected ? (
        <span className={styles['links']}>
          <Link href={eventLink(runId, event.event_id)} prefetch={false}>
            Open in {LETTERS[side]}
          </Link>
          <Link href={whyLink(runId, event.event_id)} prefetch={false}>
            Why in {LETTERS[side]}
          </Link>
        </span>
      ) : null}
    </div>
  );
}

/** The side whose event Enter opens: A, unless it has none. */
export function sideToOpen(row: ComparedRow): Side {
  return SIDES.find((side) => row[side] !== null) ?? 'a';
}
