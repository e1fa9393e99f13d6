import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { WriterCounters } from '../capture/writer-counters';
import { describeState } from './checkpoint';
import type { ConfigSections } from './config/config-schema';
import type { SimulationConfig } from './config/simulation-config';
import type { RunEnd } from './play-simulation';
import type { Run } from './run';
import { writeJson } from './run-directory';

// The files beside a run's events, in the shapes that llm-sim writes.

/**
 * The content of `config.json`: all sections, with the seed. Modules have absolute paths, so that the run can be resumed from
 * here.
 */
export function configDocument({ sections, directory }: SimulationConfig, seed: number): object {
  const located = <Section extends { readonly module?: string | null | undefined }>(
    section: Section,
  ): Section =>
    typeof section.module === 'string'
      ? { ...section, module: path.resolve(directory, section.module) }
      : section;
  return {
    ...sections,
    engine: located(sections.engine),
    agents: sections.agents.map(located),
    validator: located(sections.validator),
    seed,
  };
}

/** Writes `config.json`. */
export async function writeConfig(
  directory: string,
  config: SimulationConfig,
  seed: number,
): Promise<void> {
  await writeJson(path.join(directory, 'config.json'), configDocument(config, seed));
}

/** Writes `result.json`: the outcome of the run. */
export async function writeResult(
  directory: string,
  facts: {
    readonly runId: string;
    readonly sections: ConfigSections;
    readonly end: RunEnd;
    readonly run: Run;
    readonly counters: WriterCounters;
  },
): Promise<void> {
  const { runId, sections, end, run, counters } = facts;
  const { total_validated, total_rejected } = run.validation;
  const { turn } = end.snapshot;
  await writeJson(path.join(directory, 'result.json'), {
    run_metadata: {
      run_id: runId,
      simulation_name: sections.simulation.name,
      num_agents: sections.agents.length,
      start_time: end.startTime,
      end_time: end.endTime,
      checkpoint_interval: sections.simulation.checkpoint_interval ?? null,
      seed: run.seed,
      status: end.status,
      reason: end.reason,
    },
    final_state: describeState(turn, end.snapshot.world),
    checkpoints: await listCheckpoints(directory),
    summary_stats: {
      validation: {
        total_validated,
        total_rejected,
        acceptance_rate:
          total_validated === 0 ? 1 : (total_validated - total_rejected) / total_validated,
      },
      total_turns: turn,
      final_turn: turn,
      events: {
        written: counters.written,
        dropped: counters.dropped,
        refused: counters.refused,
      },
    },
  });
}

/** The turns of all checkpoints, including those from before the run was resumed. */
async function listCheckpoints(directory: string): Promise<readonly number[]> {
  const names = await readdir(path.join(directory, 'checkpoints'));
  const turns = names.flatMap((name) => /^turn_(\d+)\.json$/.exec(name)?.[1] ?? []);
  return turns.map(Number).sort((a, b) => a - b);
}
