import { z } from 'zod';
import type { RunDigest } from '../../../ensemble/run-digest';
import type { ColumnFile } from './column-file';

const nullableNumber = z.number().nullable();

/** The header of a stored digest. */
export const storedDigestSchema = z.object({
  /** Of the form of the file, of the index, and of the event files. */
  version: z.string(),
  facts: z.object({
    eventCount: z.number(),
    firstTurn: nullableNumber,
    lastTurn: nullableNumber,
    durationMs: nullableNumber,
    failureCount: z.number(),
    usage: z.object({ tokens: nullableNumber, cost: nullableNumber }).nullable(),
  }),
  names: z.object({
    types: z.array(z.string()),
    agents: z.array(z.string()),
    kinds: z.array(z.string()),
  }),
  variables: z.array(
    z.object({
      scope: z.enum(['global', 'agent']),
      agent_id: z.string().nullable(),
      variable_name: z.string(),
      settingCount: z.number(),
      last: nullableNumber,
      lowest: z.number(),
      lowestTurn: z.number(),
      highest: z.number(),
      highestTurn: z.number(),
      /** Where its values stand in the columns `value_turn` and `value`. */
      from: z.int(),
      count: z.int(),
    }),
  ),
  isCut: z.boolean(),
  hasCounts: z.boolean(),
  hasDecisions: z.boolean(),
});
export type StoredDigest = Readonly<z.infer<typeof storedDigestSchema>>;

/** A digest whose columns are read from its file. */
export function readDigest(file: ColumnFile, stored: StoredDigest): RunDigest {
  const { facts, names, variables, isCut, hasCounts, hasDecisions } = stored;
  const placeOf = new Map<unknown, { readonly from: number; readonly count: number }>(
    variables.map((variable) => [variable, variable]),
  );
  return {
    facts,
    names,
    variables,
    isCut,
    async readValues(variable) {
      const place = placeOf.get(variable) ?? { from: 0, count: 0 };
      return {
        turns: await file.readColumn('value_turn', place),
        values: await file.readColumn('value', place),
      };
    },
    async readCounts() {
      if (!hasCounts) return undefined;
      return {
        turn: await file.readColumn('count_turn'),
        type: await file.readColumn('count_type'),
        agent: await file.readColumn('count_agent'),
        kind: await file.readColumn('count_kind'),
        outcome: await file.readColumn('count_outcome'),
        count: await file.readColumn('count'),
      };
    },
    async readDecisions() {
      if (!hasDecisions) return undefined;
      return {
        turn: await file.readColumn('decision_turn'),
        agent: await file.readColumn('decision_agent'),
        kind: await file.readColumn('decision_kind'),
        row: await file.readColumn('decision_row'),
        value: await file.readColumn('decision_value'),
      };
    },
  };
}
