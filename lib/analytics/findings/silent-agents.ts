import type { AnalysedRun, RunTotals, Tallies } from '../analysed-run';
import { MAX_EVIDENCE } from '../panels';
import { eachAgent, sumOf } from './agent-turns';
import type { Finding } from './finding';
import { count, writeNumber } from './words';

const MIN_TURNS = 5;
/** An agent has fallen silent when this share of the run comes after its last event. */
const SILENT_SHARE = 0.2;
const MAX_LISTED = 5;

/**
 * Agents that decide in turn after turn and never act, while others act; and agents that were there in most turns and have no event
 * in the last part of the run, while most others do.
 */
export async function findSilentAgents(
  run: AnalysedRun,
  tallies: Tallies,
  { firstTurn, lastTurn }: RunTotals,
): Promise<readonly Finding[]> {
  if (firstTurn === null || lastTurn === null) return [];
  const agents = [...eachAgent(tallies)].map(({ agent, from, to }) => {
    const decided: number[] = [];
    for (let at = from; at < to; at++) {
      if ((tallies.decisions[at] ?? 0) > 0) decided.push(tallies.turn[at] ?? 0);
    }
    return {
      agent,
      decided,
      actions: sumOf(tallies.actions, from, to),
      decisions: sumOf(tallies.decisions, from, to),
      turns: to - from,
      first: tallies.turn[from] ?? 0,
      last: tallies.turn[to - 1] ?? 0,
    };
  });
  const actors = agents.filter(({ actions }) => actions > 0);
  const findings: Finding[] = [];
  const idle = actors.length === 0 ? [] : agents.filter(({ actions }) => actions === 0);
  for (const { agent, decided, decisions } of idle.slice(0, MAX_LISTED)) {
    if (decided.length < MIN_TURNS) continue;
    const evidence = await run.findPlaces(
      { agent, type: 'DECISION', turns: decided },
      MAX_EVIDENCE,
    );
    const [first = 0, last = first] = [decided[0], decided.at(-1)];
    findings.push({
      rule: 'silent_agent',
      title: 'Silent agent',
      text: `${agent} decided ${writeNumber(decisions)} times in ${count(decided.length, 'turn')} and took no action; ${count(actors.length, 'other agent')} did.`,
      weight: 0.7,
      turns: { first, last },
      places: evidence.places,
      evidenceCount: evidence.count,
      filter: { agent_ids: [agent], event_types: ['DECISION'], turn_start: first, turn_end: last },
      source: null,
    });
  }
  const isGone = (last: number): boolean => {
    const missing = lastTurn - last;
    return missing >= MIN_TURNS && missing >= SILENT_SHARE * (lastTurn - firstTurn + 1);
  };
  const gone = agents.filter(
    ({ first, last, turns }) =>
      isGone(last) && turns >= MIN_TURNS && turns >= (last - first + 1) / 2,
  );
  // Where most agents end early, none of them fell silent.
  if (2 * agents.filter(({ last }) => isGone(last)).length > agents.length) return findings;
  for (const { agent, last } of gone.slice(0, MAX_LISTED)) {
    const evidence = await run.findPlaces({ agent, turns: [last] }, MAX_EVIDENCE);
    findings.push({
      rule: 'silent_agent',
      title: 'An agent fell silent',
      text: `${agent} has no event after turn ${String(last)}; the run goes on to turn ${String(lastTurn)}.`,
      weight: 0.75,
      turns: { first: last, last },
      places: evidence.places,
      evidenceCount: evidence.count,
      filter: { agent_ids: [agent], turn_start: last, turn_end: last },
      source: null,
    });
  }
  return findings;
}
