import type { EventLine } from '../events/event-line';
import { findCheckpoints, type CheckpointFile } from '../files/checkpoints';
import { mergeState, type MergedState, type ReplayedVariable } from '../replay/merge-state';
import { readSetting, type Setting } from '../replay/setting';
import { MAX_VARIABLES } from '../replay/state-bounds';
import { readVariableKey, writeVariableKey } from '../replay/variable-key';
import type { AnswerOptions, EventStore } from '../store/event-store';
import type { IndexState } from '../store/index-state';
import { mapInSlices } from '../work/in-slices';
import type { SeriesOptions, TurnRange, VariableCount } from '../store/variable-events';
import {
  createCheckpointReader,
  type CheckpointReader,
  type UnreadableCheckpoint,
} from './checkpoint-reader';

/** The value of every variable of a simulation at the end of a turn. */
export interface RunState extends MergedState {
  readonly turn: number;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** The turn of the nearest checkpoint at or before this turn. */
  readonly checkpoint: number | null;
  readonly checkpoints: readonly number[];
  readonly has_state_events: boolean;
  readonly unreadable_checkpoints: readonly UnreadableCheckpoint[];
  readonly index?: IndexState;
}

export interface RunVariable extends VariableCount {
  /** The key for requests. */
  readonly key: string;
  /** Present if its series was requested. */
  readonly points?: readonly Setting[];
  readonly is_sampled?: boolean;
}

export interface RunVariables {
  readonly variables: readonly RunVariable[];
  readonly checkpoints: readonly number[];
  readonly truncated: boolean;
  readonly index?: IndexState;
}

export interface StateOptions extends AnswerOptions {
  /** The end of this turn. Default: the last turn of the events; without events, the last turn of the checkpoints. */
  readonly turn?: number | undefined;
  /** Only variables that match this text, best matches first: see `variableRank`. Default: all. */
  readonly name?: string | undefined;
}

export interface VariableOptions extends AnswerOptions, SeriesOptions {
  /** The variables whose series are requested: see `writeVariableKey`. Default: none; the result lists the variables. */
  readonly variables?: readonly string[] | undefined;
  /** Lists only variables that match this text, best matches first. Default: all. */
  readonly name?: string | undefined;
}

/** Values of variables over turns, replayed from events and checkpoints. */
export interface StateReader {
  /** @param directory the simulation's directory */
  getState(simulationId: string, directory: string, options: StateOptions): Promise<RunState>;
  getVariables(
    simulationId: string,
    directory: string,
    options: VariableOptions,
  ): Promise<RunVariables>;
}

export function createStateReader(store: EventStore): StateReader {
  const reader = createCheckpointReader();
  return {
    async getState(simulationId, directory, { turn: wanted, name, isPartial }) {
      const files = await findCheckpoints(directory);
      const planFor = (turns: TurnRange | null): Promise<Plan> =>
        makePlan(reader, files, turns, wanted);
      let plan: Plan | undefined;
      const { turns, has_settings, variables, truncated, index } = await store.findVariables(
        simulationId,
        async (range) => {
          plan = await planFor(range);
          return plan.turns;
        },
        // One more than the maximum shows whether there are more.
        { isPartial, name, limit: MAX_VARIABLES + 1 },
      );
      const { turn, checkpoint, checkpointBefore } = plan ?? (await planFor(turns));
      const replayed = await mapInSlices(
        variables,
        ({ settings: [now, before, atCheckpoint], ...variable }): ReplayedVariable => ({
          ...variable,
          now: settingOf(now),
          before: settingOf(before),
          atCheckpoint: settingOf(atCheckpoint),
        }),
      );
      const merged = mergeState({
        turn,
        variables: replayed,
        checkpoint,
        checkpointBefore,
        limit: MAX_VARIABLES,
        name,
      });
      return {
        turn,
        first_turn: turns?.first ?? null,
        last_turn: turns?.last ?? null,
        checkpoint: checkpoint?.turn ?? null,
        checkpoints: await turnsOf(reader, files),
        has_state_events: has_settings,
        ...merged,
        truncated: truncated || merged.truncated,
        unreadable_checkpoints: reader.unreadable(files),
        ...(index === undefined ? {} : { index }),
      };
    },

    async getVariables(
      simulationId,
      directory,
      { variables: wanted, name, isPartial, ...options },
    ) {
      const checkpoints = await turnsOf(reader, await findCheckpoints(directory));
      if (wanted === undefined) {
        const counted = await store.countVariables(simulationId, {
          isPartial,
          name,
          limit: MAX_VARIABLES,
        });
        const variables = counted.variables.map((variable) => ({
          ...variable,
          key: writeVariableKey(variable),
        }));
        return { ...counted, variables, checkpoints };
      }
      const asked = [...new Set(wanted)].map(readVariableKey);
      const found = await store.findSeries(simulationId, asked, { ...options, isPartial });
      const variables = found.variables.map(({ settings, ...variable }) => ({
        ...variable,
        key: writeVariableKey(variable),
        points: settings.map(readSetting),
      }));
      return { ...found, variables, checkpoints, truncated: false };
    },
  };
}

/** The inputs for computing the state at a turn. */
interface Plan extends Pick<Parameters<typeof mergeState>[0], 'checkpoint' | 'checkpointBefore'> {
  readonly turn: number;
  /** The turns whose ends are needed: this turn, the turn before, and the checkpoint's. */
  readonly turns: readonly number[];
}

async function makePlan(
  reader: CheckpointReader,
  files: readonly CheckpointFile[],
  turns: TurnRange | null,
  wanted: number | undefined,
): Promise<Plan> {
  const turn = wanted ?? turns?.last ?? (await turnsOf(reader, files)).at(-1) ?? 0;
  const checkpoint = await reader.nearest(files, turn);
  const checkpointBefore = await reader.nearest(files, turn - 1);
  // There is nothing before the first turn.
  const before = Math.max(turn - 1, -1);
  return {
    turn,
    checkpoint,
    checkpointBefore,
    turns: [turn, before, ...(checkpoint === undefined ? [] : [checkpoint.turn])],
  };
}

async function turnsOf(
  reader: CheckpointReader,
  files: readonly CheckpointFile[],
): Promise<readonly number[]> {
  const unreadable = new Set(reader.unreadable(files).map(({ file }) => file));
  const turns: number[] = [];
  for (const file of files) {
    if (unreadable.has(`checkpoints/${file.name}`)) continue;
    // Only `last.json` does not have its turn in its name.
    const turn = file.turn ?? (await reader.read(file)).state?.turn;
    if (turn !== undefined) turns.push(turn);
  }
  return turns;
}

function settingOf(line: EventLine | null | undefined): Setting | undefined {
  return line === null || line === undefined ? undefined : readSetting(line);
}
