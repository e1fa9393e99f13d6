import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { serveRuns } from '@/lib/testing/serve-runs';
import { eventPageQuery, pageOfRow, pagesOfRows } from './event-page-query';

const runs = serveRuns();

describe('pages', () => {
  it('hold 200 rows each', () => {
    expect([0, 199, 200, 48_210].map(pageOfRow)).toEqual([0, 0, 1, 241]);
  });

  it('are those that the rows in view stand on', () => {
    expect(pagesOfRows(150, 170)).toEqual([0]);
    expect(pagesOfRows(190, 610)).toEqual([0, 1, 2, 3]);
    expect(pagesOfRows(0, -1)).toEqual([]);
  });
});

it('has all of its rows, also where lines are so long that an answer is cut', async () => {
  const ids = ['e0', 'e1', 'e2'];
  // Two of them fit into an answer.
  const details = { note: 'x'.repeat(12 * 1024 * 1024) };
  const events = ids.map((event_id) => ({
    event_id,
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 1,
    event_type: 'ACTION',
    caused_by: ids,
    details,
  }));
  await runs.write('run', events);
  const query = eventPageQuery('run', {}, { page: 0, countsEffects: true });
  const page = await new QueryClient().query(query);
  expect(page.events.map(({ event_id }) => event_id)).toEqual(ids);
  expect(page.effect_counts).toEqual({ e0: 3, e1: 3, e2: 3 });
  expect(page).toMatchObject({ total: 3, has_more: false });
  expect(runs.asked.filter((path) => path.includes('/events?'))).toHaveLength(2);
});
