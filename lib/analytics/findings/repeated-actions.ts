import type { AnalysedRun, Tallies } from '../analysed-run';
import { MAX_EVIDENCE } from '../panels';
import { eachAgent, type AgentRows } from './agent-turns';
import type { Finding } from './finding';
import { count } from './words';

const MIN_TURNS = 5;
const MAX_LISTED = 5;

interface Repetition {
  readonly turns: readonly number[];
}

/**
 * Agents that took the same actions, with the same details, in turn after turn, while no variable of their own changed. The
 * longest repetition of each agent.
 */
export async function findRepeatedActions(
  run: AnalysedRun,
  tallies: Tallies,
): Promise<readonly Finding[]> {
  const found = [...eachAgent(tallies)]
    .map((rows) => ({ agent: rows.agent, ...longestRepetition(tallies, rows) }))
    .filter(({ turns }) => turns.length >= MIN_TURNS)
    .sort((a, b) => b.turns.length - a.turns.length)
    .slice(0, MAX_LISTED);
  const findings: Finding[] = [];
  for (const { agent, turns } of found) {
    const evidence = await run.findPlaces({ agent, type: 'ACTION', turns }, MAX_EVIDENCE);
    const events = await run.readEvents(evidence.places.slice(0, 1));
    const description = [...events.values()][0]?.description ?? null;
    const [first = 0, last = first] = [turns[0], turns.at(-1)];
    const named = description === null ? '' : `: ${description.replace(/\s+/g, ' ').slice(0, 120)}`;
    findings.push({
      rule: 'repeated_action',
      title: 'The same action, nothing new between',
      text: `${agent} did the same in ${count(turns.length, 'turn')} running, and no variable of it changed${named}`,
      weight: 0.45 + 0.3 * (1 - MIN_TURNS / turns.length),
      turns: { first, last },
      places: evidence.places,
      evidenceCount: evidence.count,
      filter: { agent_ids: [agent], event_types: ['ACTION'], turn_start: first, turn_end: last },
      source: null,
    });
  }
  return findings;
}

/** Turns without an action are between; those with a changed variable, or other actions, end a repetition. */
export function longestRepetition(
  { turn, actions, actionContent, changes }: Tallies,
  { from, to }: AgentRows,
): Repetition {
  let longest: readonly number[] = [];
  let turns: number[] = [];
  let content: number | undefined;
  let acted = 0;
  for (let at = from; at < to; at++) {
    const isChanged = (changes[at] ?? 0) > 0;
    const hasActed = (actions[at] ?? 0) > 0;
    if (isChanged) [turns, content] = [[], undefined];
    else if (hasActed) {
      if (content !== actionContent[at] || acted !== actions[at]) turns = [];
      turns.push(turn[at] ?? 0);
      content = actionContent[at];
      acted = actions[at] ?? 0;
      if (turns.length > longest.length) longest = turns;
    }
  }
  return { turns: longest };
}
