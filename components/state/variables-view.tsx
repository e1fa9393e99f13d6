'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { useCommands } from '@/components/commands/page-commands';
import { countOf, formatCount } from '@/components/ui/format-count';
import { CompareField } from './compare-field';
import { compareStates } from './compare-states';
import { MAX_CHARTED } from './series-stroke';
import { COMPARE_COMMANDS } from './state-commands';
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
  against,
  then,
  onAgainstChange,
  onSwap,
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
  /** The turn that the state is compared with; `null` without a comparison. */
  readonly against: number | null;
  /** Its state; `undefined` without a comparison, and until it is loaded. */
  readonly then: WorldState | undefined;
  readonly onAgainstChange: (turn: number | null) => void;
  /** Swaps the turn and the turn that it is compared with. */
  readonly onSwap: () => void;
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
  const compareField = useRef<HTMLInputElement>(null);
  const [showsSame, setShowsSame] = useState({ inTurn: true, inComparison: false });
  const isCompared = then !== undefined;
  const onlyChanged = !(isCompared ? showsSame.inComparison : showsSame.inTurn);
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string>>(new Set());
  const [openValues, setOpenValues] = useState<ReadonlySet<string>>(new Set());
  const found = useFoundState(simulationId, state, search);
  const foundThen = useFoundState(simulationId, then ?? state, search);
  const isFound = found.isFound && foundThen.isFound;
  const searched = useMemo(
    () => (isCompared ? compareStates(found.state, foundThen.state) : found.state),
    [isCompared, found.state, foundThen.state],
  );
  const whole = useMemo(
    () => (then === undefined ? state : compareStates(state, then)),
    [state, then],
  );
  const { values } = searched;
  const rows = useMemo(
    () => stateRows(values, { closedGroups, openValues, search, onlyChanged }),
    [values, closedGroups, openValues, search, onlyChanged],
  );
  const changedCount = useMemo(() => whole.values.filter(({ changed }) => changed).length, [whole]);
  useCommands(COMPARE_COMMANDS, {
    // The palette gives the focus back to its last place before the next frame.
    focusField: () => requestAnimationFrame(() => compareField.current?.select()),
  });
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
    <div
      className={styles['view']}
      aria-busy={!isOfTurn || !isFound || (against !== null && !isCompared)}
    >
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
            onChange={({ currentTarget: { checked } }) =>
              setShowsSame({ ...showsSame, [isCompared ? 'inComparison' : 'inTurn']: !checked })
            }
          />
          {isCompared ? 'Only what differs' : 'Only changed variables'}
        </label>
        <CompareField
          field={compareField}
          against={against}
          onAgainst={onAgainstChange}
          onSwap={onSwap}
        />
        <p className={styles['readout']} aria-live={isPlaying ? 'off' : 'polite'}>
          {`turn ${formatCount(state.turn)}${then === undefined ? '' : ` against turn ${formatCount(then.turn)}`}: ${formatCount(changedCount)} of ${whole.truncated || then?.truncated === true ? 'the first ' : ''}${countOf(whole.values.length, 'variable')} ${isCompared ? 'differ' : 'changed'}`}
        </p>
        {charted.length > 0 || !state.has_state_events ? null : (
          <p className={styles['hint']}>Tick variables to chart them over turns</p>
        )}
      </div>
      {rows.length === 0 ? (
        <p className={styles['nothing']}>
          {isFound ? nothingText(searched, then, search, onlyChanged) : 'Searching all variables…'}
        </p>
      ) : (
        <StateTable
          simulationId={simulationId}
          state={state}
          against={then?.turn}
          rows={rows}
          range={range}
          charted={charted}
          canChartMore={canChartMore}
          selectedEventId={selectedEventId}
          actions={actions}
          onSearch={() => searchField.current?.select()}
          onCompare={() => compareField.current?.select()}
        />
      )}
    </div>
  );
}

function nothingText(
  { turn, values }: WorldState,
  then: WorldState | undefined,
  search: string,
  onlyChanged: boolean,
): string {
  if (search !== '') return `No variable${onlyChanged ? ' that changed' : ''} is called that.`;
  if (then !== undefined) {
    return `Turn ${formatCount(turn)} and turn ${formatCount(then.turn)} have the same values.`;
  }
  if (values.length === 0) return `No variable is known by the end of turn ${formatCount(turn)}.`;
  return `Nothing changed in turn ${formatCount(turn)}.`;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
