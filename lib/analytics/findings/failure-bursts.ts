import type { AnalysedRun, RunTotals, TurnFailures } from '../analysed-run';
import { MAX_EVIDENCE } from '../panels';
import type { Finding } from './finding';
import { writeNumber } from './words';

const MIN_FAILURES = 3;
/** How likely so many failures in some turn may be by chance. */
const MAX_CHANCE = 0.01;
const MAX_LISTED = 3;

/** Turns with more failures than chance explains, if each event failed as often as all events do on average. */
export async function findFailureBursts(
  run: AnalysedRun,
  { events, failed, firstTurn, lastTurn }: RunTotals,
): Promise<readonly Finding[]> {
  if (failed < MIN_FAILURES || firstTurn === null || lastTurn === null) return [];
  const turnCount = lastTurn - firstTurn + 1;
  if (turnCount < 2) return [];
  const bursts = (await run.countFailures())
    .map((turn) => ({ ...turn, chance: turnCount * chanceOf(turn, failed / events) }))
    .filter((turn) => turn.failed >= MIN_FAILURES && turn.chance < MAX_CHANCE)
    .sort((a, b) => a.chance - b.chance || a.turn - b.turn)
    .slice(0, MAX_LISTED);
  const findings: Finding[] = [];
  for (const burst of bursts) {
    const { turn } = burst;
    const evidence = await run.findPlaces({ isFailed: true, turns: [turn] }, MAX_EVIDENCE);
    findings.push({
      rule: 'failure_burst',
      title: 'Burst of failures',
      text: `${writeNumber(burst.failed)} of ${writeNumber(failed)} failures fall into turn ${String(turn)}, one of ${writeNumber(turnCount)} turns.`,
      weight: Math.min(0.95, 0.7 + (0.25 * burst.failed) / failed),
      turns: { first: turn, last: turn },
      places: evidence.places,
      evidenceCount: evidence.count,
      filter: { outcomes: ['failed'], turn_start: turn, turn_end: turn },
      source: null,
    });
  }
  return findings;
}

/** The chance of at least so many failures among the events of a turn, by the Poisson distribution. */
export function chanceOf({ events, failed }: TurnFailures, share: number): number {
  const expected = events * share;
  if (expected <= 0) return 0;
  if (failed <= expected) return 1;
  // The tail from `failed` on: its terms shrink at least like a geometric series.
  let term = Math.exp(-expected + failed * Math.log(expected) - logFactorial(failed));
  let sum = 0;
  for (let n = failed; term > sum * 1e-12 && term > 0; n++) {
    sum += term;
    term *= expected / (n + 1);
  }
  return Math.min(1, sum);
}

/** By Stirling's series; exact enough from 3 on. */
function logFactorial(n: number): number {
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}
