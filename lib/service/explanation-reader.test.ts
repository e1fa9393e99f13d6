import { expect, it, onTestFinished } from 'vitest';
import { EXPLANATION_DIRECTIONS } from '../causality/explain/explanation-bounds';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { makeTempRoot } from '../testing/temp-root';
import { writeSimulation } from '../testing/write-simulation';
import { createExplanationReader } from './explanation-reader';

const TYPES = ['STATE', 'DECISION', 'ACTION', 'MILESTONE'] as const;

it('names each event once, and along links only, where ids repeat', async () => {
  const root = await makeTempRoot(onTestFinished);
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const events = Array.from({ length: 2000 }, (_, at) => ({
    event_id: `id-${String(at % 100)}`,
    timestamp: new Date(Date.UTC(2026, 9, 4) + at).toISOString(),
    turn_number: Math.floor(at / 32),
    event_type: TYPES[at % 4] ?? 'STATE',
    simulation_id: 'repeated',
    agent_id: 'ada',
    caused_by: [`id-${String((at + 99) % 100)}`, `id-${String(at % 100)}`],
    description: `Event ${String(at)}`,
    details:
      at % 4 === 0
        ? { variable_name: 'v', old_value: at, new_value: at === 200 ? 5000 : at + 1 }
        : { action_type: 'do', fallback: at % 9 === 0, success: at % 5 !== 0 },
  }));
  writeSimulation(root.path, 'repeated', events);
  const store = await openDuckDbStore({ outputRoot: root.path, indexDir, waitMs: 60_000 });
  onTestFinished(() => store.close());
  const { explain } = createExplanationReader(store);

  let found = 0;
  for (const direction of EXPLANATION_DIRECTIONS) {
    for (const eventId of ['id-0', 'id-52', 'id-99']) {
      const answer = await explain('repeated', eventId, { direction, links: 'all', limit: 50 });
      const ids = answer.events.map(({ event_id }) => event_id);
      expect(ids).toEqual([...new Set(ids)]);
      expect(ids).toContain(eventId);
      const pairs = new Set(answer.links.map(({ cause, effect }) => `${cause} ${effect}`));
      for (const { path } of [...answer.causes, ...answer.effects]) {
        found += 1;
        for (const [at, effect] of path.slice(1).entries()) {
          expect(pairs).toContain(`${path[at] ?? ''} ${effect}`);
        }
      }
    }
  }
  expect(found).toBeGreaterThan(0);
});

it('leaves out causes whose lines do not fit, and says so', async () => {
  const root = await makeTempRoot(onTestFinished);
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const pad = 'x'.repeat(20_000);
  const event = (at: number, agent_id: string, more: object) => ({
    event_id: `${agent_id}-${String(at)}`,
    timestamp: new Date(Date.UTC(2026, 9, 4) + at).toISOString(),
    turn_number: at,
    event_type: 'ACTION' as const,
    simulation_id: 'wide',
    agent_id,
    caused_by: [] as string[],
    description: 'Failed',
    details: { action_type: 'do', validated: false, ...more },
  });
  const causes = [event(1, 'ada', { pad }), event(2, 'bo', {}), event(3, 'cy', { pad })];
  const effect = {
    ...event(4, 'world', { action_type: 'end', validated: true }),
    caused_by: causes.map(({ event_id }) => event_id),
  };
  writeSimulation(root.path, 'wide', [...causes, effect]);
  const store = await openDuckDbStore({ outputRoot: root.path, indexDir, waitMs: 60_000 });
  onTestFinished(() => store.close());
  const explain = async (maxAnswerBytes?: number) => {
    const reader = createExplanationReader(store, maxAnswerBytes);
    const answer = await reader.explain('wide', effect.event_id);
    expect(answer.causes.flatMap(({ path }) => path)).not.toContain('');
    return { ...answer, agents: answer.causes.map(({ events }) => events) };
  };

  expect(await explain()).toMatchObject({
    agents: [['cy-3'], ['bo-2'], ['ada-1']],
    truncated: false,
  });
  const cut = await explain(10_000);
  expect(cut).toMatchObject({ agents: [['bo-2']], truncated: true });
  expect(cut.links).toEqual([{ cause: 'bo-2', effect: 'world-4', origin: 'declared' }]);
});
