import type { Answer } from './explainer';

/** How well ranked answers name planted causes. All are shares from 0 to 1. */
export interface Score {
  readonly questions: number;
  /** The planted cause is the first answer, or among the first three. */
  readonly first: number;
  readonly firstThree: number;
  /** The mean of 1 / rank; 0 where the cause is not among the answers. */
  readonly meanReciprocalRank: number;
  /** The mean, over k from 1 to 5, of the share of questions whose cause is among the first k answers. */
  readonly averageAtFive: number;
}

/** The number of answers that are looked at. */
export const MAX_ANSWERS = 10;

/** The rank, from 1, of the first answer with a planted event; `undefined` when the answers have none. */
export function rankOf(answers: readonly Answer[], truth: readonly string[]): number | undefined {
  const at = answers
    .slice(0, MAX_ANSWERS)
    .findIndex(({ event, events }) =>
      [event.event_id, ...events].some((eventId) => truth.includes(eventId)),
    );
  return at === -1 ? undefined : at + 1;
}

/** @param ranks one for each question */
export function scoreRanks(ranks: readonly (number | undefined)[]): Score {
  const share = (sum: number): number => (ranks.length === 0 ? 0 : sum / ranks.length);
  const within = (k: number): number =>
    share(ranks.filter((rank) => rank !== undefined && rank <= k).length);
  return {
    questions: ranks.length,
    first: within(1),
    firstThree: within(3),
    meanReciprocalRank: share(
      ranks.reduce<number>((sum, rank) => sum + (rank === undefined ? 0 : 1 / rank), 0),
    ),
    averageAtFive: [1, 2, 3, 4, 5].reduce((sum, k) => sum + within(k), 0) / 5,
  };
}
