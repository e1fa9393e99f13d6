import type { StoredEvent } from '../../events/read-event';
import type { SeededRandom } from '../../simulation/seeded-random';
import type { Observation } from '../../simulation/simulation-parts';

// To add kinds of plants: write a file whose default export is a list of `PlantKind`, made of the hooks below. Worlds know hooks
// only, no kinds. `npm run bench:explain -- --plants FILE` asks about them, and `plantedQuestions({ kinds })` in a program.

/** The place for a plant: parts of a world, and the turns. */
export interface PlantSite {
  /** One turn for a single plant, several in a row for a repeated one. */
  readonly turns: readonly number[];
  /** Fixed by the seed of the run; for this plant alone. */
  readonly random: SeededRandom;
  /** Agents that ask a model for the value of their setting. */
  readonly modelAgents: readonly string[];
  /** Agents with a setting and actions; some ask a model. */
  readonly agents: readonly string[];
  /** The agent of the world's policy, a setting that is seldom changed. */
  readonly policyAgent: string;
  /** The variable of the world that shocks multiply. */
  readonly shockVariable: string;
  /** The variables that an agent's rule reads, as it names them in `based_on`. The first matters most. */
  sensesOf(agent: string): readonly string[];
  /** The variable that an agent sets. */
  settingOf(agent: string): string;
}

/** An action before the validator. */
export interface PlannedAction {
  readonly type: string;
  readonly amount: number;
  readonly isMinor: boolean;
}

/** What happens in the planted run and not in its twin. Every hook is optional: without it all goes as usual. */
export interface PlantHooks {
  /** The model of an agent answers none of its attempts in this turn. */
  silences?(agent: string, turn: number): boolean;
  /** The value that the model of an agent answers; `usual` by its rule. */
  answer?(agent: string, turn: number, usual: number): number;
  /** The value that an agent sets when its model does not answer; `usual` by its rule. */
  fallBack?(agent: string, turn: number, usual: number): number;
  /** The value of the policy that its agent decides; `usual` by its rule. */
  setPolicy?(turn: number, usual: number): number;
  /** A factor by which something outside changes the world in this turn; `undefined` for none. */
  shock?(turn: number): number | undefined;
  /** Whether the event of a planted shock keeps its magnitude to itself. Default: no. */
  readonly hidesMagnitude?: boolean;
  /** What an agent sees instead of the truth. */
  observe?(truth: Observation): Observation;
  /** The validator refuses this action. `isMinor` actions matter little. */
  refuses?(agent: string, turn: number, action: PlannedAction): boolean;
}

/** The cause that a run gets, and how to recognise it in the run's events. */
export interface Plant extends PlantHooks {
  /** Whether this event of the planted run belongs to the plant. Calculations (DETAIL) never do. */
  isPlanted(event: StoredEvent): boolean;
  /** Whether these planted events, upstream of an event, are enough to ask about it. Default: yes. */
  isWhole?(truth: readonly StoredEvent[]): boolean;
}

/** A sort of cause. */
export interface PlantKind {
  readonly name: string;
  plant(site: PlantSite): Plant;
}
