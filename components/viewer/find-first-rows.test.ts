import { expect, it } from 'vitest';
import { findFirstRows } from './find-first-rows';

const event = (event_id: string, fields: string): string =>
  `{"event_id":"${event_id}","timestamp":"2026-10-04T14:00:00+00:00","turn_number":1,"event_type":"ACTION",${fields}}`;

const deep = (depth: number): string => `${'{"d":'.repeat(depth)}1${'}'.repeat(depth)}`;

it('gives the first rows of a run whatever its lines hold, and no more of them than rows show', async () => {
  const lines = [
    event('deep', `"details":${deep(4500)}`),
    event('deeper', `"details":{"new_value":${deep(100_000)}}`),
    event('long', `"details":{"action_type":"trade","note":"${'x'.repeat(40_000_000)}"}`),
    event('worded', `"description":"${'w'.repeat(100_000)}"`),
    event('named', `"agent_id":"${'n'.repeat(100_000)}"`),
  ];
  const events = lines.map((text, at) => ({ event_id: String(at), text }));
  const source = { getFilteredEvents: () => Promise.resolve({ events }) };
  const found = await findFirstRows(source, 'run', new URLSearchParams(), 60_000);
  expect(found?.rows).toHaveLength(lines.length);
  const told = found?.rows.map(({ time: _, ...row }) => row);
  expect(JSON.stringify(told).length).toBeLessThan(5000);
});
