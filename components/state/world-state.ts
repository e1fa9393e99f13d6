import { itemsOf, member, readExactJson, type ExactJson } from '@/components/ui/exact-json';
import { simulationStateSchema, type SimulationState, type StateValue } from '@/lib/api/contract';

/** The state at the end of a turn, with every value as written. */
export interface WorldState extends Omit<SimulationState, 'values' | 'drift'> {
  readonly values: readonly WorldValue[];
  readonly drift: readonly WorldDrift[];
}

export interface WorldValue extends Omit<StateValue, 'value' | 'previous'> {
  /** `undefined` only in a comparison, where the other turn alone has the variable. */
  readonly value: ExactJson | undefined;
  /** The previous value, if there was one and it changed in the turn; in a comparison, the value of the other turn. */
  readonly previous: ExactJson | undefined;
}

export interface WorldDrift extends Omit<
  SimulationState['drift'][number],
  'checkpoint_value' | 'replayed_value'
> {
  readonly checkpoint_value: ExactJson | undefined;
  readonly replayed_value: ExactJson | undefined;
}

const NULL: ExactJson = { kind: 'null' };

/** Parses an answer of the API. `JSON.parse` alone would lose digits. @throws when it is invalid */
export function readWorldState(text: string): WorldState {
  const state = simulationStateSchema.parse(JSON.parse(text));
  const exact = readExactJson(text);
  const [values, drift] = [itemsOf(exact, 'values'), itemsOf(exact, 'drift')];
  return {
    ...state,
    values: state.values.map((value, at) => ({
      ...value,
      value: member(values[at], 'value') ?? NULL,
      previous: member(values[at], 'previous'),
    })),
    drift: state.drift.map((each, at) => ({
      ...each,
      checkpoint_value: member(drift[at], 'checkpoint_value'),
      replayed_value: member(drift[at], 'replayed_value'),
    })),
  };
}
