import { z } from 'zod';
import { mergeTraces, type Trace } from './event-recorder';
import { jsonValueSchema, type JsonValue } from './json-value';
import { ModelError } from './model/language-model';
import type { Run } from './run';
import type { AgentContext, AgentDecision, Observation, ProposedAction } from './simulation-parts';
import { StepError } from './step-error';
import type { Variables, WorldView } from './world';

/** An action to be validated, and the DECISION it comes from. */
export interface Proposal extends ProposedAction {
  readonly agent: string;
  readonly decision: Trace;
}

/** Validates the decisions of custom agents. */
const decisionSchema: z.ZodType<AgentDecision> = z.object({
  decision_type: z.string().min(1),
  description: z.string(),
  reasoning: z.string().optional(),
  old_value: jsonValueSchema.optional(),
  new_value: jsonValueSchema.optional(),
  based_on: z.array(z.string()).optional(),
  details: z.record(z.string(), jsonValueSchema).optional(),
  actions: z
    .array(
      z.object({
        action_type: z.string().min(1),
        action_payload: jsonValueSchema,
        description: z.string().optional(),
      }),
    )
    .optional(),
});
const decisionsSchema = z.union([decisionSchema, z.array(decisionSchema)]);

/**
 * Lets every agent observe the world and decide; agents that ask a model run concurrently.
 * @returns the proposed actions, in the order of the agents
 * @throws the signal's reason; {@link StepError} when a model does not answer and that ends the run
 */
export async function decideAll(
  run: Run,
  start: Trace,
  signal: AbortSignal,
): Promise<readonly Proposal[]> {
  const names = [...run.parts.agents.keys()];
  // All agents see the world at the start of the turn.
  const scene: Scene = {
    globals: run.world.globals(),
    agents: names.map((name) => [name, run.world.variablesOf(name)] as const),
  };
  const proposals = new Map<string, readonly Proposal[]>();
  const waiting = names.values();
  const work = async (): Promise<void> => {
    for (const name of waiting) {
      signal.throwIfAborted();
      proposals.set(name, await decideOne(run, name, { start, scene, signal }));
      await run.recorder.waitForRoom();
      await run.pace(signal);
    }
  };
  await Promise.all(Array.from({ length: run.llm?.concurrency ?? 1 }, work));
  return names.flatMap((name) => proposals.get(name) ?? []);
}

interface Scene {
  readonly globals: Variables;
  readonly agents: readonly (readonly [name: string, variables: Variables])[];
}

async function decideOne(
  run: Run,
  name: string,
  { start, scene, signal }: { start: Trace; scene: Scene; signal: AbortSignal },
): Promise<readonly Proposal[]> {
  const { recorder, world } = run;
  const agent = run.parts.agents.get(name);
  if (agent === undefined) throw new RangeError(`there is no agent ${JSON.stringify(name)}`);
  // The agent, and its model, see why its last actions were rejected.
  const rejected = run.rejectedBy.get(name) ?? [];
  const thoughts: Trace[] = [];
  const context: AgentContext = {
    random: run.randomOf(name),
    signal,
    explain: ({ calculation_type, intermediate_values, description, based_on = [] }) => {
      const causes = [start, ...based_on.map((reference) => resolve(world, name, reference))];
      const event = { causes, description, values: intermediate_values };
      thoughts.push(recorder.detail(name, calculation_type, event));
    },
    emit: (event) => {
      const { trace } = recorder.custom(event, { agent: name, causes: [start, ...thoughts] });
      thoughts.push(trace);
      return trace;
    },
    ask: async (options) => {
      const causes = [start, rejected, ...thoughts];
      const { trace, result } = await run.ask({ ...options, agent: name, causes, signal });
      thoughts.push(trace);
      if ('answer' in result) return result.answer;
      throw result.error;
    },
  };
  const observation = observe(run, scene, name);
  let decisions: readonly AgentDecision[];
  try {
    const given = await agent.decide(observation, context);
    decisions = [decisionsSchema.parse(given)].flat();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError && run.llm?.on_failure === 'stop') {
      throw new StepError([start, ...thoughts], error);
    }
    sitOut(run, name, error, [start, ...thoughts]);
    return [];
  }
  if (decisions.length > 0) run.rejectedBy.delete(name);
  return decisions.flatMap((decision) => {
    const basis = (decision.based_on ?? []).map((reference) => resolve(world, name, reference));
    const trace = recorder.decision(name, decision.decision_type, {
      causes: [start, ...thoughts, ...basis],
      kept: rejected,
      description: decision.description,
      from: decision.old_value,
      to: decision.new_value,
      extra: {
        ...tellObserved(observation, decision.based_on ?? []),
        ...decision.details,
        ...(decision.reasoning === undefined ? {} : { reasoning: decision.reasoning }),
      },
    });
    const actions = decision.actions ?? [];
    return actions.map((action) => ({ ...action, agent: name, decision: trace }));
  });
}

function observe(run: Run, { globals, agents }: Scene, agent: string): Observation {
  const { engine } = run.parts;
  const others: Record<string, Variables> = {};
  let self: Variables = {};
  for (const [name, variables] of agents) {
    if (name === agent) self = variables;
    else others[name] = engine.visibleTo?.(agent, name, variables) ?? variables;
  }
  const truth: Observation = {
    turn: run.recorder.turn,
    agent,
    self,
    globals,
    others,
    actions: engine.actions,
    rejections: run.rejections.get(agent) ?? [],
  };
  return engine.observe?.(truth) ?? truth;
}

/** The values of these variables as the agent saw them; lists and objects are left out. */
function tellObserved(
  observation: Observation,
  references: readonly string[],
): { readonly observed?: Variables } {
  const seen = references.flatMap((reference) => {
    const value = seeValue(observation, reference);
    const isPlain = value !== undefined && (value === null || typeof value !== 'object');
    return isPlain ? [[reference, value] as const] : [];
  });
  return seen.length === 0 ? {} : { observed: Object.fromEntries(seen) };
}

function seeValue(
  { self, globals, others }: Observation,
  reference: string,
): JsonValue | undefined {
  if (Object.hasOwn(self, reference)) return self[reference];
  if (Object.hasOwn(globals, reference)) return globals[reference];
  const owner = Object.keys(others).find((other) => reference.startsWith(`${other}.`));
  return owner === undefined ? undefined : others[owner]?.[reference.slice(owner.length + 1)];
}

/** The trace of the variable with this name: the agent's own, the world's, or `other.name`. */
function resolve(world: WorldView, agent: string, reference: string): Trace {
  if (world.value(reference, agent) !== undefined) return world.setBy(reference, agent);
  if (world.value(reference) !== undefined) return world.setBy(reference);
  const owner = world.agents.find((other) => reference.startsWith(`${other}.`));
  return owner === undefined ? [] : world.setBy(reference.slice(owner.length + 1), owner);
}

/** An agent that fails makes no decision this turn. Errors of its model are already recorded. */
function sitOut({ recorder }: Run, agent: string, error: unknown, causes: readonly Trace[]): void {
  if (error instanceof ModelError) return;
  const message =
    error instanceof z.ZodError
      ? `its decision is invalid: ${z.prettifyError(error)}`
      : error instanceof Error
        ? error.message
        : String(error);
  recorder.system(agent, {
    causes: [mergeTraces(causes)],
    description: `${agent} sits out turn ${String(recorder.turn)}: ${message}`,
    extra: { error_type: 'agent_error', status: 'failed', error: message },
  });
}
