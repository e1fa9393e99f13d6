'use client';

import { WHY } from '@/components/causal-link/why';
import { memo, type ReactNode } from 'react';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { classNames } from '@/components/ui/class-names';
import { inlineText, isTree, type ExactJson } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { VariableSeries } from '@/lib/api/contract';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { ChangeText } from './change-text';
import { SeriesSwatch } from './series-swatch';
import { extremePoint } from './extreme-point';
import { Sparkline } from './sparkline';
import type { StateRow } from './state-rows';
import styles from './state-table.module.css';
import type { StateTableActions } from './state-table-actions';
import type { TurnRange } from './turn-range';
import { turnChange } from './value-change';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { WorldValue } from './world-state';

/** Longer values are cut off in the cell. */
const MAX_TEXT_LENGTH = 300;

interface StateTableRowProps {
  readonly id: string;
  readonly index: number;
  readonly topPx: number;
  readonly row: StateRow;
  readonly turn: number;
  /** Whether the old values have a column, in the place of the course over the run. */
  readonly isCompared: boolean;
  readonly range: TurnRange;
  readonly series: VariableSeries | undefined;
  /** Its index among the charts, or -1. */
  readonly chartAt: number;
  readonly canChart: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onActivate: (key: string) => void;
  readonly actions: StateTableActions;
}

/** A row of the state table. */
export const StateTableRow = memo(function StateTableRow(props: StateTableRowProps) {
  const { id, index, topPx, row, isActive, isSelected, onActivate, actions } = props;
  const isChanged =
    row.kind === 'value' ? row.value.changed : row.kind === 'member' && row.isChanged;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.kind === 'group' ? 1 : row.kind === 'value' ? 2 : row.depth + 2}
      aria-expanded={row.isOpen}
      aria-selected={isSelected}
      className={classNames(
        styles['row'],
        row.kind === 'group' && styles['group'],
        row.kind === 'member' && styles['member'],
        isChanged && styles['changed'],
        isSelected && styles['selected'],
        isActive && styles['active'],
      )}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => {
        onActivate(row.key);
        if (row.kind === 'group') actions.onToggleRow(row);
        else if (row.kind === 'value' && row.value.event_id !== null)
          actions.onSelectEvent(row.value.event_id);
      }}
    >
      {row.kind === 'group' ? (
        <GroupCells row={row} />
      ) : row.kind === 'value' ? (
        <ValueCells {...props} row={row} />
      ) : (
        <MemberCells row={row} turn={props.turn} isCompared={props.isCompared} actions={actions} />
      )}
    </div>
  );
});

function GroupCells({ row }: { readonly row: StateRow & { readonly kind: 'group' } }) {
  return (
    <span role="gridcell" aria-colspan={6} className={styles['groupName']}>
      <Caret isOpen={row.isOpen} />
      {row.agentId === null ? 'global' : shownName(row.agentId)}
      <span className={styles['quiet']}>
        {countOf(row.count, 'variable')}
        {row.changedCount === 0 ? '' : `, ${row.changedCount} changed`}
      </span>
    </span>
  );
}

function ValueCells({
  row,
  turn,
  isCompared,
  range,
  series,
  chartAt,
  canChart,
  actions,
}: StateTableRowProps & { readonly row: StateRow & { readonly kind: 'value' } }) {
  const { value } = row;
  const key = writeVariableKey(value);
  const name = shownName(value.variable_name);
  const { value: now, previous: before } = value;
  const isCharted = chartAt !== -1;
  return (
    <>
      <span role="gridcell" className={styles['choice']}>
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles['box']}
          aria-label={`Chart ${shownName(key)}`}
          checked={isCharted}
          disabled={!isCharted && !canChart}
          onClick={(event) => event.stopPropagation()}
          onChange={() => actions.onToggleChart(key)}
        />
      </span>
      <span role="gridcell" className={styles['name']} title={name}>
        <Toggle row={row} name={name} actions={actions} />
        <span className={styles['nameText']}>{name}</span>
        {isCharted ? <SeriesSwatch at={chartAt} /> : null}
      </span>
      {isCompared ? <ValueCell value={before} flashKey="" isChanged={false} /> : null}
      <ValueCell
        value={now}
        flashKey={`${turn} ${value.event_id ?? ''}`}
        isChanged={value.changed}
      />
      <span role="gridcell" className={styles['change']}>
        {value.changed ? (
          <ChangeText change={turnChange(before, now)} hasOldBeside={isCompared} />
        ) : null}
      </span>
      <span role="gridcell" className={styles['origin']}>
        <Origin value={value} name={shownName(key)} actions={actions} />
      </span>
      {isCompared ? null : (
        <span role="gridcell" className={styles['history']}>
          <Extreme series={series} name={shownName(key)} actions={actions}>
            <Sparkline series={series} range={range} turn={turn} />
          </Extreme>
        </span>
      )}
    </>
  );
}

/** The course of a variable. A click asks why its most extreme value came about. */
function Extreme({
  series,
  name,
  actions,
  children,
}: {
  readonly series: VariableSeries | undefined;
  readonly name: ShownText;
  readonly actions: StateTableActions;
  readonly children: ReactNode;
}) {
  const extreme = extremePoint(series);
  if (extreme === undefined) return children;
  const question = `${WHY} ${name} was ${formatCount(extreme.value)} in turn ${formatCount(extreme.turn)}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['extreme']}
      aria-label={question}
      title={`${question} (x)`}
      onClick={(event) => {
        event.stopPropagation();
        actions.onOpenCausality(extreme.event_id);
      }}
    >
      {children}
    </button>
  );
}

function MemberCells({
  row,
  turn,
  isCompared,
  actions,
}: {
  readonly row: StateRow & { readonly kind: 'member' };
  readonly turn: number;
  readonly isCompared: boolean;
  readonly actions: StateTableActions;
}) {
  const name = shownName(row.name);
  return (
    <>
      <span role="gridcell" />
      <span
        role="gridcell"
        className={styles['name']}
        style={{ paddingLeft: row.depth * 16 }}
        title={name}
      >
        <Toggle row={row} name={name} actions={actions} />
        <span className={styles['nameText']}>{name}</span>
      </span>
      {isCompared ? <ValueCell value={row.previous} flashKey="" isChanged={false} /> : null}
      <ValueCell value={row.value} flashKey={String(turn)} isChanged={row.isChanged} />
      <span role="gridcell" className={styles['change']}>
        {row.isChanged ? (
          <ChangeText change={turnChange(row.previous, row.value)} hasOldBeside={isCompared} />
        ) : null}
      </span>
      <span role="gridcell" className={styles['origin']} />
      {isCompared ? null : <span role="gridcell" className={styles['history']} />}
    </>
  );
}

function ValueCell({
  value,
  flashKey,
  isChanged,
}: {
  readonly value: ExactJson | undefined;
  /** A new key repeats the animation of a change. */
  readonly flashKey: string;
  readonly isChanged: boolean;
}) {
  const text = value === undefined ? '' : readableText(value).slice(0, MAX_TEXT_LENGTH);
  return (
    <span
      role="gridcell"
      className={classNames(
        styles['value'],
        (value === undefined || !isTree(value)) && styles['right'],
      )}
      data-kind={value?.kind}
      title={value === undefined ? undefined : inlineText(value)}
    >
      <span
        key={isChanged ? flashKey : 'still'}
        className={isChanged ? styles['flash'] : undefined}
      >
        {text === '' && value !== undefined ? '""' : text}
      </span>
    </span>
  );
}

/** The origin of a value: a link to its event and its causes, or its checkpoint. */
function Origin({
  value,
  name,
  actions,
}: {
  readonly value: WorldValue;
  readonly name: ShownText;
  readonly actions: StateTableActions;
}) {
  const { event_id } = value;
  if (event_id === null) {
    return (
      <span
        className={styles['checkpoint']}
        title={`Read from the checkpoint of turn ${value.turn}`}
      >
        <span className={styles['diamond']} aria-hidden="true" /> checkpoint turn_{value.turn}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={styles['link']}
        aria-label={`Event that set ${name} in turn ${formatCount(value.turn)}`}
        title="Show the event that set it"
        onClick={(event) => {
          event.stopPropagation();
          actions.onSelectEvent(event_id);
        }}
      >
        <EventTypeGlyph eventType="STATE" /> turn {formatCount(value.turn)}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={styles['link']}
        aria-label={`${WHY} ${name}`}
        title="Show its causes"
        onClick={(event) => {
          event.stopPropagation();
          actions.onOpenCausality(event_id);
        }}
      >
        {WHY}
      </button>
    </>
  );
}

function Toggle({
  row,
  name,
  actions,
}: {
  readonly row: StateRow & { readonly kind: 'value' | 'member' };
  readonly name: ShownText;
  readonly actions: StateTableActions;
}) {
  if (row.isOpen === undefined) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['toggle']}
      aria-label={`${row.isOpen ? 'Close' : 'Open'} ${name}`}
      onClick={(event) => {
        event.stopPropagation();
        actions.onToggleRow(row);
      }}
    >
      <Caret isOpen={row.isOpen} />
    </button>
  );
}

function Caret({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <svg
      className={classNames(styles['caret'], isOpen && styles['open'])}
      viewBox="0 0 10 10"
      width="8"
      height="8"
      aria-hidden="true"
    >
      <path d="M3 1l5 4-5 4z" fill="currentColor" />
    </svg>
  );
}
