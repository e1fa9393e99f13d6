import type { z } from 'zod';
import type { EngineConfig, AgentConfig, LlmConfig, ValidatorConfig } from './config/config-schema';
import type { CustomEvent } from './custom-event';
import type { Recordable, Trace } from './event-recorder';
import type { JsonValue } from './json-value';
import type { SeededRandom } from './seeded-random';
import type { Change, Variables, WorldState, WorldView } from './world';

// The parts of a simulation. A configuration can name your own parts: see `SimulationPartFactories`.

/** A type of action that agents may take. */
export interface ActionType {
  readonly action_type: string;
  /** Text for people and for models. */
  readonly description: string;
  /** Its domain, such as `trade` or `bank`: a validator may allow one domain only. */
  readonly domain?: string | undefined;
  /** The schema of `action_payload`. An action with another payload is rejected. */
  readonly payload: z.ZodType<JsonValue>;
}

/** An action that an agent proposes. */
export interface ProposedAction {
  readonly action_type: string;
  readonly action_payload: JsonValue;
  readonly description?: string | undefined;
}

/** A decision of an agent. All of it is written to a DECISION event. */
export interface AgentDecision {
  readonly decision_type: string;
  readonly description: string;
  readonly reasoning?: string | undefined;
  readonly old_value?: JsonValue | undefined;
  readonly new_value?: JsonValue | undefined;
  /**
   * The variables that led to the decision: `name` (the agent's own variable, else the world's) or `agent.name`. The events that
   * set them become causes of the decision, and the values that the agent saw are recorded as `observed`.
   */
  readonly based_on?: readonly string[] | undefined;
  /** More members of the event's `details`. */
  readonly details?: Variables | undefined;
  /** The actions that follow from the decision. Default: none. */
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
  /** The types of action in this world. */
  readonly actions: readonly ActionType[];
  /** The reasons for rejected actions of the agent's last turn. */
  readonly rejections: readonly string[];
}

/** A request to a model. */
export interface AskOptions<Answer> {
  /** The subject, in a few words. */
  readonly about: string;
  readonly system: string;
  readonly prompt: string;
  /** The schema of a valid answer. */
  readonly schema: z.ZodType<Answer>;
  readonly observation?: Observation | undefined;
}

/**
 * Records a custom event. Without `caused_by`, the current step gives its causes.
 * @returns the trace of the event, for the `caused_by` or the causes of other events
 */
export type EmitCustomEvent = (event: CustomEvent) => Trace;

export interface AgentContext {
  /** The agent's own random numbers: fixed by the seed, and independent of other agents. */
  readonly random: SeededRandom;
  /** Aborts when the run is stopped. */
  readonly signal: AbortSignal;
  /** Records a calculation as a DETAIL event, which becomes a cause of the following decision. */
  readonly explain: (calculation: {
    readonly calculation_type: string;
    readonly intermediate_values: unknown;
    readonly description: string;
    readonly based_on?: readonly string[] | undefined;
  }) => void;
  /** Records a custom event of the agent, which becomes a cause of the following decision. */
  readonly emit: EmitCustomEvent;
  /** Asks the configured model. Calls, retries and errors are recorded. @throws {ModelError} when the model does not answer */
  ask<Answer>(question: AskOptions<Answer>): Promise<Answer>;
}

/** Decides once per turn. An error that it throws is recorded, and the agent skips the turn. */
export interface SimulationAgent {
  decide(
    observation: Observation,
    context: AgentContext,
  ): AgentDecision | readonly AgentDecision[] | Promise<AgentDecision | readonly AgentDecision[]>;
  /** The memory of the agent between turns. Checkpoints store it. */
  saveMemory?(): JsonValue;
  restoreMemory?(memory: JsonValue): void;
}

/** An accepted action, and the trace of its ACTION event. */
export interface AcceptedAction extends ProposedAction {
  readonly agent: string;
  readonly trace: Trace;
}

/** A turn, as the engine executes it. Every change names its causes. */
export interface EngineTurn extends WorldView {
  readonly turn: number;
  readonly random: SeededRandom;
  /** The trace of the MILESTONE event that begins the turn. */
  readonly start: Trace;
  readonly actions: readonly AcceptedAction[];
  /** Changes a variable and records a STATE event. */
  set(change: Change): Trace;
  /** Records a consequence, such as a trade, as an ACTION event of an agent. */
  act(
    agent: string,
    action_type: string,
    action: Recordable & { readonly payload: JsonValue },
  ): Trace;
  /** Records a calculation as a DETAIL event. */
  explain(
    calculation_type: string,
    calculation: Recordable & { readonly values: JsonValue; readonly agent?: string | undefined },
  ): Trace;
  /** Records a custom event of the engine. Without `caused_by`, the start of the turn is its cause. */
  readonly emit: EmitCustomEvent;
  /** Begins a phase of the simulation and records a MILESTONE event. */
  beginPhase(phase: string, event: Recordable): Trace;
}

/** The rules of a world. */
export interface SimulationEngine {
  readonly actions: readonly ActionType[];
  /** All variables, with their values before the first turn. */
  begin(random: SeededRandom): WorldState;
  /** Executes the accepted actions, then the world's own changes. */
  advance(turn: EngineTurn): void | Promise<void>;
  /** The reason to reject an action in this state of the world; `undefined` to accept it. */
  refuse?(
    action: ProposedAction & { readonly agent: string },
    world: WorldView,
  ): string | undefined;
  /** The simulation ends when this variable of the world leaves the configured range. */
  readonly terminationVariable?: string | undefined;
  /** The state of the world at the end of a turn, in a few words. */
  describe?(world: WorldView): string;
  /** The variables of another agent that an agent sees. Default: all. */
  visibleTo?(agent: string, other: string, variables: Variables): Variables;
  /** Turns the truth into the agent's observation, once per agent and turn: late news, a scale that errs. Default: the truth. */
  observe?(truth: Observation): Observation;
  saveMemory?(): JsonValue;
  restoreMemory?(memory: JsonValue): void;
}

export type Verdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

export interface ValidatorContext extends Pick<AgentContext, 'signal' | 'ask'> {
  /** Records a custom event of the validator, which becomes a cause of its verdict. */
  readonly emit: EmitCustomEvent;
  readonly world: WorldView;
  readonly engine: Pick<SimulationEngine, 'actions' | 'refuse'>;
}

/** Accepts or rejects an action. The engine knows the type of the action, and the payload matches its schema. */
export interface ActionValidator {
  validate(
    action: ProposedAction & { readonly agent: string; readonly domain?: string | undefined },
    context: ValidatorContext,
  ): Verdict | Promise<Verdict>;
}

export interface EngineFactoryOptions {
  /** The section `engine` of the configuration, with unknown members. */
  readonly config: EngineConfig;
  readonly agents: readonly AgentConfig[];
}

export interface AgentFactoryOptions {
  /** The agent's entry in `agents`, with unknown members. */
  readonly config: AgentConfig;
  readonly engine: EngineConfig;
  readonly llm: LlmConfig | null | undefined;
  /** Makes the agent that decides when no model answers. */
  readonly makeFallback: () => SimulationAgent;
}

export interface ValidatorFactoryOptions {
  readonly config: ValidatorConfig;
}

/** Factories of parts, by the `type` in the configuration. */
export interface SimulationPartFactories {
  readonly engines: Readonly<Record<string, (options: EngineFactoryOptions) => SimulationEngine>>;
  readonly agents: Readonly<Record<string, (options: AgentFactoryOptions) => SimulationAgent>>;
  readonly validators: Readonly<
    Record<string, (options: ValidatorFactoryOptions) => ActionValidator>
  >;
}
