import { z } from 'zod';

// Unknown sections and members are kept: they belong to custom parts or to llm-sim.

/** Bounds of a value, `null` for none. */
const terminationSchema = z
  .looseObject({
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    /** A variable of the world. Default: chosen by the engine. */
    variable: z.string().min(1).nullish(),
  })
  .refine(
    ({ min_value, max_value }) => (min_value ?? -Infinity) <= (max_value ?? Infinity),
    'expected min_value to be at most max_value',
  );

/** A file whose default export makes the part, as a path relative to the configuration file. It runs with all your rights. */
const moduleSchema = z.string().min(1).nullish();

const engineSchema = z.looseObject({
  type: z.string().min(1),
  /** Per turn: 0.05 is 5 %. */
  interest_rate: z.number().min(-1).max(10).nullish(),
  module: moduleSchema,
});

const agentSchema = z.looseObject({
  name: z.string().min(1).max(200),
  type: z.string().min(1),
  /** Default: chosen by the engine. */
  initial_economic_strength: z.number().nullish(),
  /** The role of the agent, for models. */
  persona: z.string().nullish(),
  /** The agent type that replaces an `llm` agent when no model may be asked. Default `simple`. */
  fallback: z.string().min(1).nullish(),
  module: moduleSchema,
});

const validatorSchema = z.looseObject({
  type: z.string().min(1).default('basic'),
  /** Actions of other domains are rejected. `null`: all domains are accepted. */
  domain: z.string().nullish(),
  /** Whether to accept doubtful actions. */
  permissive: z.boolean().nullish(),
  module: moduleSchema,
});

const llmSchema = z.looseObject({
  model: z.string().min(1),
  host: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('http://localhost:11434'),
  /** The server's protocol. Default: `openai` when the host's path ends in /v1, otherwise `ollama`. */
  api: z.enum(['ollama', 'openai']).nullish(),
  /** Seconds per attempt. */
  timeout: z.number().positive().max(3600).default(60),
  /** Attempts after the first. */
  max_retries: z.int().min(0).max(10).default(2),
  /** Seconds before the first retry. The delay doubles for each further retry, up to 30. */
  retry_delay: z.number().min(0).max(60).default(0.5),
  temperature: z.number().min(0).max(2).default(0.7),
  /** The limit for an answer. */
  max_tokens: z.int().min(1).nullish(),
  /** The number of agents asked at a time. */
  concurrency: z.int().min(1).max(64).default(1),
  /** The behaviour of an agent when its model does not answer: decide like its `fallback`, skip the turn, or end the run. */
  on_failure: z.enum(['fallback', 'skip', 'stop']).default('fallback'),
  /** How the form of answers is requested: with a JSON schema, as any JSON, or in the prompt only. */
  structured_output: z.enum(['json_schema', 'json_object', 'none']).default('json_schema'),
});

export const configSchema = z.looseObject({
  simulation: z.looseObject({
    name: z.string().min(1).max(100),
    max_turns: z.int().min(1).max(1_000_000_000),
    termination: terminationSchema.nullish(),
    /** The number of turns between two checkpoints. Default 10. */
    checkpoint_interval: z.int().min(1).nullish(),
  }),
  engine: engineSchema,
  agents: z
    .array(agentSchema)
    .min(1)
    .superRefine((agents, context) => {
      agents.forEach(({ name }, i) => {
        if (agents.findIndex((agent) => agent.name === name) === i) return;
        context.addIssue({
          code: 'custom',
          path: [i, 'name'],
          message: 'expected a name that no other agent has',
        });
      });
    }),
  validator: validatorSchema.nullish().transform((given) => given ?? { type: 'basic' }),
  llm: llmSchema.nullish(),
  /** The configuration of Python's logging, for llm-sim. Ignored here. */
  logging: z.looseObject({}).nullish(),
  /** The seed of all random numbers. Default 1. */
  seed: z.int().nullish(),
});

export type ConfigSections = z.output<typeof configSchema>;
export type EngineConfig = ConfigSections['engine'];
export type AgentConfig = ConfigSections['agents'][number];
export type ValidatorConfig = ConfigSections['validator'];
export type LlmConfig = z.output<typeof llmSchema>;
