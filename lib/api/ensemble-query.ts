import type { ChoiceDetail } from '../ensemble/choices';
import { writeCondition, type Condition } from '../ensemble/condition';
import type { EventOrder } from '../filters/event-filter';
import { writeQuery } from '../filters/read-query';

/** A set of runs, and the question about them. With several of runs, name and like: the runs that all of them choose. */
export interface EnsembleSelection {
  /** Ids of runs, or patterns of ids in which `*` stands for any text. */
  readonly runs?: readonly string[] | undefined;
  /** The runs with this name in their configuration. */
  readonly name?: string | undefined;
  /** The runs with the same configuration as this run, apart from the seed. */
  readonly like?: string | undefined;
  /** Paths of settings: runs with the same values are a group. Default: all runs are one group. */
  readonly by?: readonly string[] | undefined;
  /** The conditions of the question, which must all hold. Default: no question. */
  readonly question?: readonly Condition[] | undefined;
}

export interface BandOptions {
  /** The maximum number of points along the turns. Default 200, at most 1,000. */
  readonly points?: number | undefined;
  /** Whether the line of each run is returned. Default true. */
  readonly lines?: boolean | undefined;
}

export interface ResultOptions {
  /** Keys of variables that get columns, 20 at most. Distances are of the first one. Default: none. */
  readonly variables?: readonly string[] | undefined;
  /** Only runs for which the question holds, or does not hold. */
  readonly answers?: 'yes' | 'no' | undefined;
  /** A column: see the parameter `sort` of `/ensembles/results`. Default `run`. */
  readonly sort?: string | undefined;
  /** Default `asc`. */
  readonly order?: EventOrder | undefined;
  /** The maximum number of rows. Default 100, at most 1,000. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface ForkOptions {
  /** Which decisions are the same. Default `kind`: those of the same kind. */
  readonly detail?: ChoiceDetail | undefined;
  /** The maximum number of nodes. Default 60, at most 500. */
  readonly nodes?: number | undefined;
}

/** Writes the parameters of an ensemble as a query string. */
export function ensembleQuery(
  { question, ...selection }: EnsembleSelection,
  options: Readonly<Record<string, unknown>>,
): string {
  const written = { ...selection, question: question?.map(writeCondition), ...options };
  return writeQuery(written).toString();
}
