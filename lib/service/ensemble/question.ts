import { meetsAll, meetsCondition } from '../../ensemble/answer-condition';
import {
  describeCondition,
  isVariableCondition,
  readCondition,
  writeCondition,
  type Condition,
  type EventCondition,
} from '../../ensemble/condition';
import { countMatches, isCountable } from '../../ensemble/count-matches';
import type { CountTable, RunDigest } from '../../ensemble/run-digest';
import { readConditions } from '../../filters/read-conditions';
import { readVariableKey } from '../../replay/variable-key';
import type { AnswerOptions, EventStore } from '../../store/event-store';
import { inParallel } from '../../work/in-parallel';
import { during } from '../../work/work';
import { findVariable } from '../../ensemble/find-variable';

/** For each condition of a question, whether a run meets it. */
export type Answers = readonly (boolean | null)[];

/** A question about the runs of an ensemble. */
export interface Question {
  /** The conditions, which must all hold. None without a question. */
  readonly conditions: readonly Condition[];
  /** Answers as far as the digest of a run can; `undefined` for conditions that need its index. */
  ask(digest: RunDigest): Promise<readonly (boolean | null | undefined)[]>;
  /** Answers the conditions that are left, from the indexes. In the order of the runs. */
  askIndexes(
    runs: readonly {
      readonly id: string;
      readonly answers: readonly (boolean | null | undefined)[];
    }[],
    options: AnswerOptions,
  ): Promise<readonly Answers[]>;
}

/** The number of indexes that are asked at once. */
const ASKED_AT_ONCE = 3;

/** @throws {InvalidParametersError} */
export function createQuestion(
  store: Pick<EventStore, 'findEvents'>,
  texts: readonly string[] = [],
): Question {
  const conditions = texts.map(readCondition);
  // A time that is none is refused before any run is read.
  const filters = conditions.map((condition) =>
    isVariableCondition(condition) ? undefined : readConditions(condition),
  );
  return {
    conditions,
    async ask(digest) {
      let counts: CountTable | undefined;
      const answers: (boolean | null | undefined)[] = [];
      for (const [at, condition] of conditions.entries()) {
        const filter = filters[at];
        if (isVariableCondition(condition)) {
          const variable = findVariable(digest.variables, readVariableKey(condition.variable));
          const set = variable && (await digest.readValues(variable));
          answers.push(meetsCondition(condition, set, digest.facts.lastTurn ?? 0));
        } else if (filter === undefined || !isCountable(filter)) {
          answers.push(undefined);
        } else {
          counts ??= await digest.readCounts();
          const count = counts && countMatches(counts, digest.names, filter);
          answers.push(count === undefined ? undefined : count >= condition.events_at_least);
        }
      }
      return answers;
    },
    askIndexes: (runs, options) =>
      during('counting events', () =>
        inParallel(runs, ASKED_AT_ONCE, async ({ id, answers }) => {
          const whole: (boolean | null)[] = [];
          for (const [at, answer] of answers.entries()) {
            const condition = conditions[at];
            if (answer !== undefined) whole.push(answer);
            else if (condition !== undefined && !isVariableCondition(condition)) {
              whole.push(await meetsInIndex(id, condition, options));
            }
          }
          return whole;
        }),
      ),
  };

  async function meetsInIndex(
    id: string,
    { events_at_least, ...criteria }: EventCondition,
    options: AnswerOptions,
  ): Promise<boolean> {
    const { total } = await store.findEvents(id, { ...criteria, limit: 1 }, options);
    return total >= events_at_least;
  }
}

/** The summary of a question for an answer; `null` without conditions. */
export function summariseQuestion(conditions: readonly Condition[], answers: readonly Answers[]) {
  if (conditions.length === 0) return null;
  const whole = answers.map(meetsAll);
  const countOf = (wanted: boolean | null): number =>
    whole.filter((answer) => answer === wanted).length;
  const unknown_count = countOf(null);
  return {
    yes_count: countOf(true),
    no_count: countOf(false) + unknown_count,
    unknown_count,
    conditions: conditions.map((condition, at) => ({
      condition: writeCondition(condition),
      text: describeCondition(condition),
      yes_count: answers.filter((each) => each[at] === true).length,
    })),
  };
}
