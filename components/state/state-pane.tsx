'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { IndexProgressBar } from '@/components/index-progress';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { ServerData } from '@/components/server-data';
import type { SimulationSummary } from '@/lib/api/contract';
import { NoState } from './no-state';
import { PlayerBar } from './player-bar';
import { variableListQuery } from './state-query';
import styles from './state-pane.module.css';
import { CheckpointsOnlyNote, StateWarnings } from './state-notes';
import { clampTurn, turnRange, type TurnRange } from './turn-range';
import { useTurnPlayer } from './use-turn-player';
import { useIsStateThere, useOtherState, useStatesAhead, useWorldState } from './use-world-state';
import { VariableCharts } from './variable-charts';
import { VariablesView } from './variables-view';
import type { WorldState } from './world-state';

export interface StatePaneProps {
  readonly simulation: Pick<SimulationSummary, 'id' | 'status' | 'first_turn' | 'last_turn'>;
  /** The turn at whose end the state is shown; `null` for the last one, also when more turns come. */
  readonly turn: number | null;
  readonly onTurnChange: (turn: number | null) => void;
  /** The turn that the state is compared with; `null` without a comparison. */
  readonly against: number | null;
  readonly onAgainstChange: (turn: number | null) => void;
  /** The charted variables: `name` of a global one, `agent:name` of an agent's. */
  readonly charted: readonly string[];
  readonly onChartedChange: (keys: readonly string[]) => void;
  readonly selectedEventId: string | null;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
}

const NO_CHECKPOINTS: readonly number[] = [];

/** The state at the end of a turn, and its history. Fills its parent, which must have a height. */
export function StatePane(props: StatePaneProps) {
  const { simulation } = props;
  const list = useQuery(variableListQuery(simulation.id));
  const checkpoints = list.data?.checkpoints ?? NO_CHECKPOINTS;
  const known = turnRange(simulation, checkpoints);
  const { first, last } = known ?? { first: 0, last: 0 };
  const range = useMemo(() => ({ first, last }), [first, last]);
  return (
    <section className={styles['pane']} aria-label="State">
      {known !== undefined ? (
        <WorldState {...props} range={range} checkpoints={checkpoints} />
      ) : list.isPending ? (
        <Pending />
      ) : (
        <NoState />
      )}
    </section>
  );
}

function WorldState(
  props: StatePaneProps & { readonly range: TurnRange; readonly checkpoints: readonly number[] },
) {
  const { simulation, range, checkpoints, charted, selectedEventId } = props;
  const { onChartedChange, onSelectEvent } = props;
  const isLive = simulation.status === 'live';
  const player = useTurnPlayer({
    range,
    isLive,
    isThere: useIsStateThere(simulation.id),
    addressTurn: props.turn,
    onAddressTurnChange: props.onTurnChange,
  });
  const { turn, isPlaying, goTo } = player;
  const answer = useWorldState(simulation.id, turn);
  const against = props.against === null ? null : clampTurn(props.against, range);
  const then = useOtherState(simulation.id, against);
  useStatesAhead(simulation.id, { turn, last: range.last, isPlaying });

  if (answer.state === 'loading') return <Pending />;
  const state = answer.state === 'ready' ? answer.data : undefined;
  if (state !== undefined && isEmpty(state)) {
    return state.index?.state === 'indexing' ? <Pending /> : <NoState />;
  }
  const isFollowing = props.turn === null && turn === range.last;
  return (
    <>
      <PlayerBar
        player={player}
        range={range}
        checkpoints={checkpoints}
        follow={!isLive ? 'never' : isFollowing ? 'following' : 'offered'}
      />
      {state?.has_state_events === false ? <CheckpointsOnlyNote state={state} /> : null}
      {charted.length === 0 ? null : (
        <VariableCharts
          simulationId={simulation.id}
          chosen={charted}
          range={range}
          turn={turn}
          checkpoints={checkpoints}
          selectedEventId={selectedEventId}
          onSelectEvent={onSelectEvent}
          onChosenChange={onChartedChange}
          onTurn={goTo}
        />
      )}
      {answer.state !== 'ready' ? (
        <NoAnswer answer={answer} />
      ) : (
        <VariablesView
          simulationId={simulation.id}
          state={answer.data}
          isOfTurn={answer.data.turn === turn}
          against={against}
          then={then}
          onAgainstChange={props.onAgainstChange}
          onSwap={() => {
            props.onAgainstChange(turn);
            goTo(against);
          }}
          range={range}
          charted={charted}
          selectedEventId={selectedEventId}
          isPlaying={isPlaying}
          onChartedChange={onChartedChange}
          onSelectEvent={onSelectEvent}
          onOpenCausality={props.onOpenCausality}
        />
      )}
      {state === undefined ? null : <StateWarnings state={state} onSelectEvent={onSelectEvent} />}
    </>
  );
}

/** Whether nothing is known of any turn. */
function isEmpty({ has_state_events, checkpoints, values }: WorldState): boolean {
  return !has_state_events && checkpoints.length === 0 && values.length === 0;
}

function Pending() {
  return (
    <div className={styles['pending']} aria-busy="true">
      {[70, 40, 55, 35, 60, 45].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}

function NoAnswer({
  answer,
}: {
  readonly answer: Exclude<ServerData<WorldState>, { readonly state: 'ready' | 'loading' }>;
}) {
  switch (answer.state) {
    case 'indexing':
      return (
        <Notice title="The event files are still being indexed">
          <IndexProgressBar index={answer.index} />
          <p>This page waits.</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" title="The state could not be loaded">
          <p>{answer.error.message}</p>
          <p>
            <Button onClick={answer.retry}>Try again</Button>
          </p>
        </Notice>
      );
  }
}
