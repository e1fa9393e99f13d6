import { z } from 'zod';

// Sections and members that are not listed are kept as they are: they belong to parts of one's own, or to llm-sim.

/** Bounds of a value, `null` for none. */
const terminationSchema = z
  .looseObject({
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    /** A variable of the world. Default: what the engine says. */
    variable: z.string().min(1).nullish(),
  })
  .refine(
    ({ min_value, max_value }) => (min_value ?? -Infinity) <= (max_value ?? Infinity),
    'expected min_value to be at most max_value',
  );

/** A file whose default export makes the part, as the path from the configuration's file. It runs with all your rights. */
const moduleSchema = z.string().min(1).nullish();

const engineSchema = z.looseObject({
  type: z.string().min(1),
  /** A turn: 0.05 is 5 %. */
  interest_rate: z.number().min(-1).max(10).nullish(),
  module: moduleSchema,
});

const agentSchema = z.looseObject({
  name: z.string().min(1).max(200),
  type: z.string().min(1),
  /** Default: what the engine says. */
  initial_economic_strength: z.number().nullish(),
  /** What it is told to be, for models. */
  persona: z.string().nullish(),
  /** An `llm` agent's type when there is no model to be asked. Default `simple`. */
  fallback: z.string().min(1).nullish(),
  module: moduleSchema,
});

const validatorSchema = z.looseObject({
  type: z.string().min(1).default('basic'),
  /** Actions of other domains are rejected. `null`: any. */
  domain: z.string().nullish(),
  /** Whether to accept what is in doubt. */
  permissive: z.boolean().nullish(),
  module: moduleSchema,
});

const llmSchema = z.looseObject({
  model: z.string().min(1),
  host: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('http://localhost:11434'),
  /** What the server speaks. Default: `openai` where the host's path ends in /v1, else `ollama`. */
  api: z.enum(['ollama', 'openai']).nullish(),
  /** Seconds, of each attempt. */
  timeout: z.number().positive().max(3600).default(60),
  /** Attempts after the first. */
  max_retries: z.int().min(0).max(10).default(2),
  /** Seconds before the first retry; twice as long before each further one, at most 30. */
  retry_delay: z.number().min(0).max(60).default(0.5),
  temperature: z.number().min(0).max(2).default(0.7),
  /** Of an answer. */
  max_tokens: z.int().min(1).nullish(),
  /** Agents that are asked at a time. */
  concurrency: z.int().min(1).max(64).default(1),
  /** What an agent does when its model gives no answer: decide as its `fallback`, sit out the turn, or end the run. */
  on_failure: z.enum(['fallback', 'skip', 'stop']).default('fallback'),
  /** How an answer's form is asked for: by JSON schema, as any JSON, or in words only. */
  structured_output: z.enum(['json_schema', 'json_object', 'none']).default('json_schema'),
});

export const configSchema = z.looseObject({
  simulation: z.looseObject({
    name: z.string().min(1).max(100),
    max_turns: z.int().min(1).max(1_000_000_000),
    termination: terminationSchema.nullish(),
    /** Turns from one checkpoint to the next. Default 10. */
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
  /** Python's logging, in llm-sim; nothing to do here. */
  logging: z.looseObject({}).nullish(),
  /** Fixes all that is drawn. Default 1. */
  seed: z.int().nullish(),
});

export type ConfigSections = z.output<typeof configSchema>;
export type EngineConfig = ConfigSections['engine'];
export type AgentConfig = ConfigSections['agents'][number];
export type ValidatorConfig = ConfigSections['validator'];
export type LlmConfig = z.output<typeof llmSchema>;
