import type { AnalysedRun, Tallies } from '../analysed-run';
import { MAX_EVIDENCE } from '../panels';
import { eachAgent, sumOf, type AgentRows } from './agent-turns';
import type { Finding } from './finding';
import { count, writeNumber } from './words';

const MIN_DECISIONS = 3;
const MIN_SHARE = 0.1;
const MAX_AGENTS = 5;

/**
 * Decisions of agents that otherwise act, which no action of the agent followed before it decided again in a later turn. Decisions
 * not to act are not counted.
 */
export async function findUnactedDecisions(
  run: AnalysedRun,
  tallies: Tallies,
): Promise<readonly Finding[]> {
  const found = [...eachAgent(tallies)]
    .map((rows) => ({ rows, ...unactedTurns(tallies, rows) }))
    .filter(
      ({ rows: { from, to }, decisions, plans }) =>
        decisions >= MIN_DECISIONS &&
        decisions >= MIN_SHARE * plans &&
        sumOf(tallies.actions, from, to) > 0,
    )
    .sort((a, b) => b.decisions / b.plans - a.decisions / a.plans || b.decisions - a.decisions)
    .slice(0, MAX_AGENTS);
  const findings: Finding[] = [];
  for (const { rows, turns, decisions, plans } of found) {
    const { agent } = rows;
    const evidence = await run.findPlaces(
      { agent, type: 'DECISION', isPlan: true, turns },
      MAX_EVIDENCE,
    );
    const [first = 0, last = first] = [turns[0], turns.at(-1)];
    findings.push({
      rule: 'unacted_decisions',
      title: 'Decisions without an action',
      text: `${agent} decided ${writeNumber(plans)} times. No action of it follows ${count(decisions, 'decision')}.`,
      weight: 0.4 + (0.35 * decisions) / plans,
      turns: { first, last },
      places: evidence.places,
      evidenceCount: evidence.count,
      filter: { agent_ids: [agent], event_types: ['DECISION'], turn_start: first, turn_end: last },
      source: null,
    });
  }
  return findings;
}

/** The turns of an agent whose decisions no action follows. */
export function unactedTurns(
  { turn, plans, decisions, actions }: Tallies,
  { from, to }: AgentRows,
): { readonly turns: readonly number[]; readonly decisions: number; readonly plans: number } {
  const turns: number[] = [];
  let unacted = 0;
  for (let at = from; at < to; at++) {
    if ((plans[at] ?? 0) === 0) continue;
    let next = at + 1;
    while (next < to && (decisions[next] ?? 0) === 0) next++;
    if (sumOf(actions, at, next) > 0) continue;
    turns.push(turn[at] ?? 0);
    unacted += plans[at] ?? 0;
  }
  return { turns, decisions: unacted, plans: sumOf(plans, from, to) };
}
