import { expect, it } from 'vitest';
import type { EventFilter } from './event-filter';
import { exportFileName, graphFileName } from './export-file-name';

it.each<[EventFilter, string]>([
  [{}, 'run.csv'],
  [{ turn_start: 10, turn_end: 20 }, 'run_turns-10-20.csv'],
  [{ turn_start: 7, turn_end: 7, event_types: ['DECISION'] }, 'run_turn-7_decision.csv'],
  [{ turn_end: 4, agent_ids: ['ada', ''] }, 'run_turn-to-4_agent-ada-none.csv'],
  [{ where: ['details.price>300'] }, 'run_where-details.price-300.csv'],
  [{ outcomes: ['failed'] }, 'run_outcome-failed.csv'],
  [{ exclude_kinds: ['a', 'b', 'c', 'd'] }, 'run_not-kind-4-names.csv'],
  [{ start_timestamp: '2026-10-04T10:00:00Z' }, 'run_time-from-2026-10-04T10-00-00Z.csv'],
  [{ q: '../../etc "x" /a\\b:*?<|>' }, 'run_text-..-..-etc-x-a-b.csv'],
  [
    { q: 'сухой год 干旱', limit: 100, offset: 20 },
    'run_text-сухой-год-干旱_100-events_after-20.csv',
  ],
])('names the export of %j %s', (filter, name) => {
  expect(exportFileName('run', filter, 'csv')).toBe(name);
});

it('keeps a long filter short', () => {
  const name = exportFileName(
    'run',
    { q: 'x'.repeat(500), agent_ids: ['y'.repeat(900)] },
    'parquet',
  );
  expect(name.length).toBeLessThan(120);
  expect(name).toMatch(/^run_agent-y+\.parquet$/);
});

it('a drawing is named for its simulation and its event, in any script', () => {
  expect(graphFileName('run', 'e1')).toBe('run_causality_e1');
  expect(graphFileName('à venir', '../\u202e\nx')).toBe('à-venir_causality_x');
  expect(graphFileName('run', 'i'.repeat(1_000_000)).length).toBeLessThan(255);
});
