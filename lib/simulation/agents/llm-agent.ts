import { z } from 'zod';
import { jsonValueSchema } from '../json-value';
import { differsFrom } from './differs-from';
import { ModelError } from '../model/language-model';
import type {
  AgentDecision,
  AgentFactoryOptions,
  Observation,
  ProposedAction,
  SimulationAgent,
} from '../simulation-parts';

const answerSchema = z.object({
  reasoning: z.string().describe('Why, in a sentence or two'),
  decision_type: z.string().min(1).describe('The kind of decision, in one or two words: buy_grain'),
  description: z.string().describe('The decision, in one sentence'),
  based_on: z
    .array(z.string())
    .describe(
      'Names of the variables that led to it: name, or agent.name for variables of another agent',
    ),
  actions: z
    .array(
      z.object({ action_type: z.string(), action_payload: z.record(z.string(), jsonValueSchema) }),
    )
    .max(8)
    .describe('The actions that follow; may be empty'),
});

const actionsSchema = z.array(
  z.object({ action_type: z.string(), action_payload: jsonValueSchema }),
);

const memorySchema = z.object({ actions: actionsSchema, fallback: jsonValueSchema });

/**
 * An agent that asks a model for decisions. When the model does not answer, it does as `llm.on_failure` says. The decisions of
 * its fallback tell with `fallback_differs` whether they differ from its last actions.
 */
export function createLlmAgent({
  config,
  llm,
  makeFallback,
}: AgentFactoryOptions): SimulationAgent {
  const fallback = (llm?.on_failure ?? 'fallback') === 'fallback' ? makeFallback() : undefined;
  const system = [
    `You are ${config.name}, an agent in a simulation.`,
    ...(typeof config.persona === 'string' ? [config.persona] : []),
    'Each turn you see the world and decide what to do. Answer with JSON only.',
  ].join(' ');

  /** The actions of its last decision. */
  let last: readonly ProposedAction[] | undefined;

  return {
    async decide(observation, context) {
      try {
        const { actions, based_on, reasoning, decision_type, description } = await context.ask({
          about: `turn ${String(observation.turn)}`,
          system,
          prompt: describe(observation),
          schema: answerSchema,
          observation,
        });
        last = actions;
        return { decision_type, description, reasoning, based_on, actions };
      } catch (error) {
        if (!(error instanceof ModelError) || fallback === undefined) throw error;
        const decisions = [await fallback.decide(observation, context)].flat();
        const before = last;
        last = decisions.flatMap(({ actions = [] }) => actions);
        return decisions.map((decision): AgentDecision => ({
          ...decision,
          description: `${decision.description} (the model did not answer)`,
          details: {
            ...decision.details,
            fallback: true,
            ...(before && { fallback_differs: differsFrom(before, decision) }),
          },
        }));
      }
    },
    saveMemory: () => {
      const own = fallback?.saveMemory?.() ?? null;
      if (last === undefined) return own;
      const actions = last.map(({ action_type, action_payload }) => ({
        action_type,
        action_payload,
      }));
      return { actions, fallback: own };
    },
    restoreMemory: (memory) => {
      // Before its first decision, and in older checkpoints, the memory is that of the fallback.
      const { data } = memorySchema.safeParse(memory);
      last = data?.actions;
      const own = data === undefined ? memory : data.fallback;
      if (own !== null) fallback?.restoreMemory?.(own);
    },
  };
}

function describe(observation: Observation): string {
  const { turn, agent, self, globals, others, actions, rejections } = observation;
  const catalogue = actions.map(({ action_type, description, payload }) => ({
    action_type,
    description,
    action_payload: z.toJSONSchema(payload, { unrepresentable: 'any' }),
  }));
  return [
    `Turn ${String(turn)}. You are ${agent}.`,
    `The world: ${JSON.stringify(globals)}`,
    `You: ${JSON.stringify(self)}`,
    `Others: ${JSON.stringify(others)}`,
    ...(rejections.length > 0 ? [`Rejected last turn: ${rejections.join('; ')}`] : []),
    `Possible actions: ${JSON.stringify(catalogue)}`,
    'What do you decide?',
  ].join('\n');
}
