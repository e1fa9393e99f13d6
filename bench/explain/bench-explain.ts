import path from 'node:path';
import { PLANTED_WORLDS, REPORTING_SEEDS } from '../../lib/testing/planted/planted-questions';
import { PLANT_KINDS } from '../../lib/testing/planted/plant-kinds';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { latencyOf, timed, type Latency } from '../measure';
import { askPlanted, OURS, type AskedCause } from './ask-planted';
import { BASELINES } from './baselines';
import { openServiceExplainer } from './explain-by-service';
import { MAX_ANSWERS, rankOf, scoreRanks, type Score } from './score';
import { formatAblation, formatTables, scoreOf } from './tables';

export interface ExplainFigures {
  /** Our explanation and the baselines, in memory, by name. */
  readonly scores: Readonly<Record<string, Score>>;
  /** Our explanation as the API gives it, from files. */
  readonly service: Score;
  readonly latency: Latency;
  readonly asked: readonly AskedCause[];
}

/** Asks about planted causes in all worlds, by default with the seeds for reporting. */
export async function benchExplain(
  seeds: readonly number[] = REPORTING_SEEDS,
): Promise<ExplainFigures> {
  await using root = await makeTempRoot();
  const asked = await askPlanted({
    root: root.path,
    worlds: PLANTED_WORLDS.map(({ name }) => name),
    seeds,
    kinds: PLANT_KINDS,
    ablation: true,
    hints: true,
  });
  const times: number[] = [];
  const ranks: (number | undefined)[] = [];
  await using service = await openServiceExplainer(
    path.join(root.path, 'planted'),
    path.join(root.path, 'index'),
  );
  for (const { question } of asked) {
    const { simulationId, eventId, truth } = question;
    await service.prepare(simulationId, eventId);
    const { ms, result } = await timed(() => service.explain(simulationId, eventId, MAX_ANSWERS));
    times.push(ms);
    ranks.push(rankOf(result, truth));
  }
  const methods = [OURS, ...BASELINES.map(({ name }) => name)];
  return {
    scores: Object.fromEntries(methods.map((method) => [method, scoreOf(asked, method)])),
    service: scoreRanks(ranks),
    latency: latencyOf(times),
    asked,
  };
}

export function formatExplain({ asked, service, latency }: ExplainFigures): string {
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  return [
    formatTables(asked),
    '',
    formatAblation(asked),
    '',
    `over the API's service, from files: ${percent(service.first)} first, ${percent(service.firstThree)} in the first three;`,
    `p50 ${latency.p50Ms.toFixed(0)} ms, p95 ${latency.p95Ms.toFixed(0)} ms a question`,
  ].join('\n');
}
