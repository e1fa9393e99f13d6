import type { AnalysedRun } from '../analysed-run';
import { MAX_FINDINGS, MAX_TALLIES } from '../panels';
import { findFailureBursts } from './failure-bursts';
import type { Finding } from './finding';
import { findHiddenRejections } from './hidden-rejections';
import { findRepeatedActions } from './repeated-actions';
import { findSilentAgents } from './silent-agents';
import { findSpikes } from './spikes';
import { findStalls } from './stalls';
import { findUnactedDecisions } from './unacted-decisions';

export interface Findings {
  /** Most telling first. */
  readonly findings: readonly Finding[];
  /** Whether there are more agents and turns than the rules looked at. */
  readonly isCut: boolean;
}

/**
 * Applies every rule to a run.
 * @param run all events of a range of turns, times and agents: rules also look for what is missing
 * @param result the `result.json` of the run, when the range is the whole run
 */
export async function findFindings(
  run: AnalysedRun,
  result: object | undefined,
): Promise<Findings> {
  const totals = await run.readTotals();
  const tallies = await run.readTallies(MAX_TALLIES);
  const found = [
    ...(await findHiddenRejections(run, result)),
    ...(await findFailureBursts(run, totals)),
    ...(await findSilentAgents(run, tallies, totals)),
    ...(await findUnactedDecisions(run, tallies)),
    ...(await findRepeatedActions(run, tallies)),
    ...(await findSpikes(run)),
    ...(await findStalls(run)),
  ];
  return {
    findings: found
      .sort((a, b) => b.weight - a.weight || (a.turns?.first ?? 0) - (b.turns?.first ?? 0))
      .slice(0, MAX_FINDINGS),
    isCut: tallies.isCut,
  };
}
