'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { countOf, formatCount } from '@/components/ui/format-count';
import { MAX_CHARTED } from './series-stroke';
import { stateRows, type StateRow } from './state-rows';
import { StateTable } from './state-table';
import type { TurnRange } from './turn-range';
import styles from './variables-view.module.css';
import { useFoundState } from './use-world-state';
import type { WorldState } from './world-state';

/** All variables of a state, with controls. */
export function VariablesView({
  simulationId,
  state,
  isOfTurn,
  range,
  charted,
  selectedEventId,
  isPlaying,
  onChartedChange,
  onSelectEvent,
  onOpenCausality,
}: {
  readonly simulationId: string;
  readonly state: WorldState;
  /** Whether the state is of the requested turn, not of the one before. */
  readonly isOfTurn: boolean;
  readonly range: TurnRange;
  readonly charted: readonly string[];
  readonly selectedEventId: string | null;
  readonly isPlaying: boolean;
  readonly onChartedChange: (keys: readonly string[]) => void;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}) {
  const searchField = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string>>(new Set());
  const [openValues, setOpenValues] = useState<ReadonlySet<string>>(new Set());
  const { state: searched, isFound } = useFoundState(simulationId, state, search);
  const { values } = searched;
  const rows = useMemo(
    () => stateRows(values, { closedGroups, openValues, search, onlyChanged }),
    [values, closedGroups, openValues, search, onlyChanged],
  );
  const changedCount = useMemo(() => state.values.filter(({ changed }) => changed).length, [state]);
  const onToggleRow = useCallback((row: StateRow) => {
    const toggle = row.kind === 'group' ? setClosedGroups : setOpenValues;
    toggle((keys) => toggled(keys, row.key));
  }, []);
  // Charts need events.
  const canChartMore = state.has_state_events && charted.length < MAX_CHARTED;
  const actions = useMemo(
    () => ({
      onSelectEvent,
      onOpenCausality,
      onToggleRow,
      onToggleChart: (key: string) => {
        if (charted.includes(key)) onChartedChange(charted.filter((each) => each !== key));
        else if (canChartMore) onChartedChange([...charted, key]);
      },
    }),
    [onSelectEvent, onOpenCausality, onToggleRow, charted, canChartMore, onChartedChange],
  );
  return (
    <div className={styles['view']} aria-busy={!isOfTurn || !isFound}>
      <div className={styles['bar']}>
        <input
          ref={searchField}
          className={styles['search']}
          type="search"
          aria-label="Find a variable"
          placeholder="Find a variable or agent"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <label className={styles['switch']}>
          <input
            type="checkbox"
            role="switch"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
          />
          Only changed variables
        </label>
        <p className={styles['readout']} aria-live={isPlaying ? 'off' : 'polite'}>
          {`turn ${formatCount(state.turn)}: ${formatCount(changedCount)} of ${state.truncated ? 'the first ' : ''}${countOf(state.values.length, 'variable')} changed`}
        </p>
        {charted.length > 0 || !state.has_state_events ? null : (
          <p className={styles['hint']}>Tick variables to chart them over turns</p>
        )}
      </div>
      {rows.length === 0 ? (
        <p className={styles['nothing']}>
          {isFound ? nothingText(searched, search, onlyChanged) : 'Searching all variables…'}
        </p>
      ) : (
        <StateTable
          simulationId={simulationId}
          state={state}
          rows={rows}
          range={range}
          charted={charted}
          canChartMore={canChartMore}
          selectedEventId={selectedEventId}
          actions={actions}
          onSearch={() => searchField.current?.select()}
        />
      )}
    </div>
  );
}

function nothingText({ turn, values }: WorldState, search: string, onlyChanged: boolean): string {
  if (search !== '') return `No variable${onlyChanged ? ' that changed' : ''} is called that.`;
  if (values.length === 0) return `No variable is known by the end of turn ${formatCount(turn)}.`;
  return `Nothing changed in turn ${formatCount(turn)}.`;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
