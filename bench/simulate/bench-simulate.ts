import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SimulationConfig } from '../../lib/simulation/config/simulation-config';
import { SimulationOrchestrator } from '../../lib/simulation/simulation-orchestrator';
import { formatTable } from '../report';

export interface SimulationFigures {
  readonly agents: number;
  readonly turns: number;
  readonly events: number;
  readonly dropped: number;
  readonly eventsPerSecond: number;
}

const TEMPERAMENTS = ['simple', 'cautious', 'bold', 'speculator', 'guardian', 'steady'];
const AGENTS = 60;
const TURNS = 150;
const ROUNDS = 3;
const BAR_PER_SECOND = 50_000;

/** Runs a market of many agents by rules at DETAIL, to the disk; the median of some rounds after one that warms up. */
export async function benchSimulate(): Promise<SimulationFigures> {
  const rounds: SimulationFigures[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const figures = await runOnce();
    if (round > 0) rounds.push(figures);
  }
  const sorted = rounds.toSorted((a, b) => a.eventsPerSecond - b.eventsPerSecond);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new RangeError('no rounds');
  return median;
}

export function formatSimulate({
  agents,
  turns,
  events,
  dropped,
  eventsPerSecond,
}: SimulationFigures): string {
  const name = `simulation at DETAIL, ${String(agents)} agents, ${String(turns)} turns: events/s to the file`;
  return formatTable(
    [
      {
        name,
        causeway: Math.round(eventsPerSecond).toLocaleString('en'),
        naive: '',
        ratio: '',
        bar: BAR_PER_SECOND.toLocaleString('en'),
        isKept: eventsPerSecond >= BAR_PER_SECOND,
      },
      {
        name: `dropped of these ${events.toLocaleString('en')}`,
        causeway: String(dropped),
        naive: '',
        ratio: '',
        bar: '0',
        isKept: dropped === 0,
      },
    ],
    '',
  );
}

async function runOnce(): Promise<SimulationFigures> {
  const outputRoot = await mkdtemp(path.join(tmpdir(), 'causeway-simulate-bench-'));
  try {
    const config = SimulationConfig.fromObject({
      simulation: { name: 'Bench', max_turns: TURNS, checkpoint_interval: TURNS },
      engine: { type: 'market', interest_rate: 0.001 },
      agents: Array.from({ length: AGENTS }, (_, i) => ({
        name: `agent_${String(i)}`,
        type: TEMPERAMENTS[i % TEMPERAMENTS.length],
      })),
    });
    const orchestrator = new SimulationOrchestrator({
      config,
      outputRoot,
      eventVerbosity: 'DETAIL',
    });
    const startMs = performance.now();
    const { counters } = await orchestrator.run();
    const seconds = (performance.now() - startMs) / 1000;
    return {
      agents: AGENTS,
      turns: TURNS,
      events: counters.written,
      dropped: counters.dropped,
      eventsPerSecond: counters.written / seconds,
    };
  } finally {
    await rm(outputRoot, { recursive: true, force: true });
  }
}
