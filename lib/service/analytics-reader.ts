import type { AnalysedRun } from '../analytics/analysed-run';
import { countActivity } from '../analytics/count-activity';
import { countInteractions } from '../analytics/count-interactions';
import { countKinds } from '../analytics/count-kinds';
import { findChains } from '../analytics/find-chains';
import { findPatterns } from '../analytics/find-patterns';
import { findFindings } from '../analytics/findings/find-findings';
import { measureCalls } from '../analytics/measure-calls';
import {
  MAX_CHAIN_EVENTS,
  MAX_CHAINS,
  MAX_GRAPH_EVENTS,
  MAX_GRAPH_LINKS,
  MAX_INFLUENTIAL,
  PANELS,
  readPanels,
  type Panel,
} from '../analytics/panels';
import type { PriceTable } from '../analytics/price-table';
import { forwardLinks, rankInfluence } from '../analytics/rank-influence';
import type { Analytics } from '../api/analytics-contract';
import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import type { EventCriteria } from '../filters/event-filter';
import type { EventStore } from '../store/event-store';
import { breathe, isBreathDue } from '../work/work';

export interface AnalyticsOptions {
  /** Names of panels, or several of them joined by commas. Default: all. */
  readonly panels?: readonly string[] | undefined;
}

const PACE = {
  breathe: async (): Promise<void> => {
    if (isBreathDue()) await breathe();
  },
};
const GRAPH_LIMIT = { events: MAX_GRAPH_EVENTS, links: MAX_GRAPH_LINKS };

/**
 * Analyses the behaviour of a run, panel by panel.
 * @param prices default: no costs
 */
export function createAnalyticsReader(store: EventStore, prices?: PriceTable) {
  return {
    /** @param readResult the `result.json` of the run */
    async analyse(
      simulationId: string,
      criteria: EventCriteria,
      { panels: named = PANELS }: AnalyticsOptions,
      readResult: () => Promise<object | undefined>,
    ): Promise<Analytics> {
      const panels = readPanels(named);
      const isWanted = (panel: Panel): boolean => panels.includes(panel);
      const answer = await store.withAnalysis(simulationId, criteria, async (run) => {
        const totals = await run.readTotals();
        const { events: total, failed, firstTurn, lastTurn } = totals;
        const made: Analytics = {
          total,
          failed,
          turns:
            firstTurn === null || lastTurn === null ? null : { first: firstTurn, last: lastTurn },
        };
        if (isWanted('activity')) made.activity = await countActivity(run);
        if (isWanted('kinds')) made.kinds = await countKinds(run);
        if (isWanted('patterns')) made.patterns = await listPatterns(run);
        if (isWanted('interactions')) made.interactions = await countInteractions(run);
        if (isWanted('calls')) made.calls = await measureCalls(run, prices, PACE);
        if (isWanted('influence') || isWanted('chains')) {
          Object.assign(made, await followGraph(run, isWanted));
        }
        return made;
      });
      if (!isWanted('findings')) return answer;
      const range = rangeOf(criteria);
      const result = isWholeRun(criteria) ? await readResult() : undefined;
      const findings = await store.withAnalysis(simulationId, range, (run) =>
        listFindings(run, range, result),
      );
      return { ...answer, findings };
    },
  };
}

async function listPatterns(run: AnalysedRun): Promise<Analytics['patterns']> {
  const { loops, ...patterns } = await findPatterns(run, PACE);
  const ids = await run.readIds(loops.map(({ place }) => place));
  return {
    ...patterns,
    loops: loops.map(({ place, ...loop }) => ({ ...loop, event_id: ids.get(place) ?? '' })),
  };
}

async function followGraph(
  run: AnalysedRun,
  isWanted: (panel: Panel) => boolean,
): Promise<Pick<Analytics, 'influence' | 'chains'>> {
  const graph = await run.readGraph(GRAPH_LIMIT);
  const links = await forwardLinks(graph, PACE);
  const size = { event_count: graph.count, link_count: graph.causes.length };
  const placeOf = (event: number): number => graph.place[event] ?? -1;
  const made: Pick<Analytics, 'influence' | 'chains'> = {};
  if (isWanted('influence')) {
    const ranked = await rankInfluence(graph, links, MAX_INFLUENTIAL, PACE);
    const events = await run.readEvents(ranked.map(({ event }) => placeOf(event)));
    made.influence = {
      ...size,
      events: ranked.flatMap(({ event, followers }) => {
        const read = events.get(placeOf(event));
        if (read === undefined) return [];
        return [{ ...summaryOf(read), followers, share: followers / graph.count }];
      }),
      truncated: graph.isCut,
    };
  }
  if (isWanted('chains')) {
    const chains = await findChains(graph, links, MAX_CHAINS, PACE);
    const shown = chains.map((chain) =>
      chain.length <= MAX_CHAIN_EVENTS
        ? chain
        : [...chain.slice(0, MAX_CHAIN_EVENTS / 2), ...chain.slice(-MAX_CHAIN_EVENTS / 2)],
    );
    const events = await run.readEvents(shown.flat().map(placeOf));
    made.chains = {
      ...size,
      chains: shown.map((chain, at) => {
        const read = chain.flatMap((event) => events.get(placeOf(event)) ?? []);
        return {
          length: chains[at]?.length ?? 0,
          turns: { first: read[0]?.turn_number ?? 0, last: read.at(-1)?.turn_number ?? 0 },
          events: read.map(summaryOf),
        };
      }),
      truncated: graph.isCut,
    };
  }
  return made;
}

function isWholeRun(criteria: EventCriteria): boolean {
  return Object.values(criteria).every((criterion) => criterion === undefined);
}

/** The criteria that leave no event of an agent out of a range. */
function rangeOf(criteria: EventCriteria): EventCriteria {
  const { turn_start, turn_end, start_timestamp, end_timestamp } = criteria;
  const { agent_ids, exclude_agent_ids } = criteria;
  return { turn_start, turn_end, start_timestamp, end_timestamp, agent_ids, exclude_agent_ids };
}

async function listFindings(
  run: AnalysedRun,
  range: EventCriteria,
  result: object | undefined,
): Promise<Analytics['findings']> {
  const { findings, isCut } = await findFindings(run, result);
  const ids = await run.readIds(findings.flatMap(({ places }) => places));
  return {
    findings: findings.map(({ rule, title, text, weight, turns, places, ...rest }) => ({
      rule,
      title,
      text,
      weight,
      turns,
      events: places.flatMap((place) => ids.get(place) ?? []),
      event_count: rest.evidenceCount,
      filter: rest.filter === null ? null : { ...range, ...rest.filter },
      source: rest.source,
    })),
    truncated: isCut,
  };
}

function summaryOf(event: StoredEvent) {
  const { event_id, turn_number, event_type, agent_id, description } = event;
  return {
    event_id,
    turn_number,
    event_type: canonicalEventType(event_type),
    agent_id,
    kind: eventKind(event),
    description,
  };
}
