import type { z } from 'zod';
import type { EngineConfig, AgentConfig, LlmConfig, ValidatorConfig } from './config/config-schema';
import type { CustomEvent } from './custom-event';
import type { Recordable, Trace } from './event-recorder';
import type { JsonValue } from './json-value';
import type { SeededRandom } from './seeded-random';
import type { Change, Variables, WorldState, WorldView } from './world';

// What a simulation is made of. Each part can be one's own: see `SimulationPartFactories`.

/** Something agents may do. */
export interface ActionType {
  readonly action_type: string;
  /** For people, and for models. */
  readonly description: string;
  /** What it belongs to, for validators that allow one domain only: `trade`, `bank`. */
  readonly domain?: string | undefined;
  /** What `action_payload` has to be; an action with any other is rejected. */
  readonly payload: z.ZodType<JsonValue>;
}

/** What an agent wants to do. */
export interface ProposedAction {
  readonly action_type: string;
  readonly action_payload: JsonValue;
  readonly description?: string | undefined;
}

/** What an agent decides; all of it goes into a DECISION event. */
export interface AgentDecision {
  readonly decision_type: string;
  readonly description: string;
  readonly reasoning?: string | undefined;
  readonly old_value?: JsonValue | undefined;
  readonly new_value?: JsonValue | undefined;
  /**
   * Variables that led to it: `name` (the agent's own, else the world's) or `agent.name`. What set them is among the
   * decision's causes.
   */
  readonly based_on?: readonly string[] | undefined;
  /** Anything more to be written into the event's `details`. */
  readonly details?: Variables | undefined;
  /** What is to be done about it; default nothing. */
  readonly actions?: readonly ProposedAction[] | undefined;
}

/** The world as an agent sees it at the start of a turn. */
export interface Observation {
  /** From 1. */
  readonly turn: number;
  readonly agent: string;
  readonly self: Variables;
  readonly globals: Variables;
  readonly others: Readonly<Record<string, Variables>>;
  /** What can be done in this world. */
  readonly actions: readonly ActionType[];
  /** Why actions of the agent's last turn were rejected. */
  readonly rejections: readonly string[];
}

/** A question to a model. */
export interface AskOptions<Answer> {
  /** What is asked about, in a few words. */
  readonly about: string;
  readonly system: string;
  readonly prompt: string;
  /** What an answer has to be. */
  readonly schema: z.ZodType<Answer>;
  readonly observation?: Observation | undefined;
}

/**
 * Records an event of one's own. Without `caused_by`, its causes are those of what is being done.
 * @returns what stands for it as a cause, for the `caused_by` or the causes of others
 */
export type EmitCustomEvent = (event: CustomEvent) => Trace;

export interface AgentContext {
  /** The agent's own: what it draws changes nothing for others, and the seed fixes it. */
  readonly random: SeededRandom;
  /** Aborted when the run is told to stop. */
  readonly signal: AbortSignal;
  /** Records a calculation as a DETAIL event, a cause of what is decided then. */
  readonly explain: (calculation: {
    readonly calculation_type: string;
    readonly intermediate_values: unknown;
    readonly description: string;
    readonly based_on?: readonly string[] | undefined;
  }) => void;
  /** Records an event of the agent's own, a cause of what is decided then. */
  readonly emit: EmitCustomEvent;
  /** Asks the configured model; calls, retries and errors are recorded. @throws {ModelError} when it gives no answer */
  ask<Answer>(question: AskOptions<Answer>): Promise<Answer>;
}

/** Decides once a turn. What it throws is recorded, and it sits out the turn. */
export interface SimulationAgent {
  decide(
    observation: Observation,
    context: AgentContext,
  ): AgentDecision | readonly AgentDecision[] | Promise<AgentDecision | readonly AgentDecision[]>;
  /** All that it remembers from turn to turn; a checkpoint keeps it. */
  saveMemory?(): JsonValue;
  restoreMemory?(memory: JsonValue): void;
}

/** An action that was accepted, and the event that says so. */
export interface AcceptedAction extends ProposedAction {
  readonly agent: string;
  readonly trace: Trace;
}

/** A turn as an engine carries it out. Every change names its causes. */
export interface EngineTurn extends WorldView {
  readonly turn: number;
  readonly random: SeededRandom;
  /** The MILESTONE with which the turn began. */
  readonly start: Trace;
  readonly actions: readonly AcceptedAction[];
  /** Changes a variable: a STATE event. */
  set(change: Change): Trace;
  /** Something an agent does as a consequence, a trade say: an ACTION event. */
  act(
    agent: string,
    action_type: string,
    action: Recordable & { readonly payload: JsonValue },
  ): Trace;
  /** A calculation: a DETAIL event. */
  explain(
    calculation_type: string,
    calculation: Recordable & { readonly values: JsonValue; readonly agent?: string | undefined },
  ): Trace;
  /** An event of the engine's own; without `caused_by` the turn's start is its cause. */
  readonly emit: EmitCustomEvent;
  /** A phase of the simulation begins: a MILESTONE event. */
  beginPhase(phase: string, event: Recordable): Trace;
}

/** The rules of a world. */
export interface SimulationEngine {
  readonly actions: readonly ActionType[];
  /** Every variable there is, before the first turn. */
  begin(random: SeededRandom): WorldState;
  /** Carries out what is accepted, and what happens by itself. */
  advance(turn: EngineTurn): void | Promise<void>;
  /** Why an action makes no sense in this world as it is; `undefined` when it does. */
  refuse?(
    action: ProposedAction & { readonly agent: string },
    world: WorldView,
  ): string | undefined;
  /** The variable of the world whose value ends the simulation when it leaves the configured range. */
  readonly terminationVariable?: string | undefined;
  /** How the world stands at the end of a turn, in a few words. */
  describe?(world: WorldView): string;
  /** What of another agent an agent sees. Default everything. */
  visibleTo?(agent: string, other: string, variables: Variables): Variables;
  saveMemory?(): JsonValue;
  restoreMemory?(memory: JsonValue): void;
}

export type Verdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

export interface ValidatorContext extends Pick<AgentContext, 'signal' | 'ask'> {
  /** Records an event of the validator's own, a cause of its verdict. */
  readonly emit: EmitCustomEvent;
  readonly world: WorldView;
  readonly engine: Pick<SimulationEngine, 'actions' | 'refuse'>;
}

/** Says whether an action may be carried out. The engine knows its type, and its payload is what that asks for. */
export interface ActionValidator {
  validate(
    action: ProposedAction & { readonly agent: string; readonly domain?: string | undefined },
    context: ValidatorContext,
  ): Verdict | Promise<Verdict>;
}

export interface EngineFactoryOptions {
  /** The section `engine`, with all that is in it. */
  readonly config: EngineConfig;
  readonly agents: readonly AgentConfig[];
}

export interface AgentFactoryOptions {
  /** Its entry in `agents`, with all that is in it. */
  readonly config: AgentConfig;
  readonly engine: EngineConfig;
  readonly llm: LlmConfig | null | undefined;
  /** The agent that decides in its place when there is no model to be asked. */
  readonly makeFallback: () => SimulationAgent;
}

export interface ValidatorFactoryOptions {
  readonly config: ValidatorConfig;
}

/** How parts are made, by the `type` that a configuration names them with. */
export interface SimulationPartFactories {
  readonly engines: Readonly<Record<string, (options: EngineFactoryOptions) => SimulationEngine>>;
  readonly agents: Readonly<Record<string, (options: AgentFactoryOptions) => SimulationAgent>>;
  readonly validators: Readonly<
    Record<string, (options: ValidatorFactoryOptions) => ActionValidator>
  >;
}
