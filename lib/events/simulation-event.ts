import { z } from 'zod';

export const MAX_DESCRIPTION_LENGTH = 500;

/**
 * One event, as files and HTTP have it: one JSON object per line. Fields of this format stay snake_case everywhere.
 * Unknown fields are kept.
 */
export const simulationEventSchema = z
  .looseObject({
    event_id: z.string().min(1).meta({ description: 'ULID: unique, sortable by time' }),
    timestamp: z.string().meta({
      description: 'ISO 8601 with microseconds and offset; a time without an offset is UTC',
    }),
    turn_number: z.int().min(0).meta({ description: 'Turn of the simulation' }),
    event_type: z.string().min(1).meta({
      description:
        'MILESTONE, DECISION, ACTION, STATE, DETAIL or SYSTEM. llm-sim writes ENV for STATE; other strings occur.',
    }),
    simulation_id: z.string().meta({ description: 'Simulation run id' }),
    agent_id: z
      .string()
      .nullish()
      .meta({ description: 'The agent that acted; null for the world' }),
    caused_by: z
      .array(z.string())
      .nullish()
      .meta({ description: 'Ids of the events that caused this one' }),
    description: z
      .string()
      .nullish()
      .meta({
        description: `Summary for people, up to ${String(MAX_DESCRIPTION_LENGTH)} characters`,
      }),
    details: z.record(z.string(), z.unknown()).nullish().meta({
      description:
        'Data that depends on the type. Optional hints: observed (DECISION: values as the agent saw them, by variable), expected (STATE: the planned value), fallback_differs (whether a fallback differs from the usual decision), magnitude (of a shock: 1 is twice or half)',
    }),
  })
  .meta({
    id: 'SimulationEvent',
    example: {
      event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J0',
      timestamp: '2025-10-04T20:00:00+00:00',
      turn_number: 1,
      event_type: 'MILESTONE',
      simulation_id: 'sim-001',
      description: 'Turn 1 started',
      details: { milestone_type: 'turn_start' },
    },
  });

export type SimulationEvent = z.infer<typeof simulationEventSchema>;
