import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient, type ApiClient } from '../../lib/api/client';
import { problemSchema } from '../../lib/api/contract';
import { SimulationConfig } from '../../lib/simulation/config/simulation-config';
import { readExample, runSimulation } from '../../lib/testing/run-simulation';
import { makeTempRoot, type TempRoot } from '../../lib/testing/temp-root';
import { startServer, type RunningServer } from '../support/start-server';

let root: TempRoot;
let server: RunningServer;
let api: ApiClient;

/** Two seeds at each of two rates, and a run of one event that belongs to none of them. */
beforeAll(async () => {
  root = await makeTempRoot();
  const { sections, directory } = await readExample('bank-run');

  for (const interest_rate of [0.01, 0.05]) {
    for (const seed of [1, 2]) {
      const engine = { ...sections.engine, interest_rate };
      const config = SimulationConfig.fromObject({ ...sections, engine, seed }, directory);
      await runSimulation({ config, outputRoot: root.path, eventVerbosity: 'STATE' });
    }
  }
  await mkdir(path.join(root.path, 'small'));
  const event = { event_id: 'a', timestamp: '2026-01-01T00:00:00Z', turn_number: 3 };
  const details = { variable_name: 'total_strength', new_value: 'a text', scope: 'global' };
  const line = JSON.stringify({ ...event, event_type: 'STATE', details });
  await writeFile(path.join(root.path, 'small', 'events.jsonl'), `${line}\nNaN\n{"half`);
  server = await startServer(root.path);
  api = createApiClient({ baseUrl: server.url.replace(/\/$/, '') });
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

const BANKS = { name: 'Bank run' };
const RATE = 'engine.interest_rate';

describe('ensembles', () => {
  it('tell what differs, and give bands and lines for each group', async () => {
    const bands = await api.getEnsembleBands({ ...BANKS, by: [RATE] }, 'total_strength');
    expect(bands.settings.map(({ path: name }) => name)).toEqual([RATE, 'seed']);
    expect(bands.bands.map(({ values, run_count }) => [values, run_count])).toEqual([
      [[0.01], 2],
      [[0.05], 2],
    ]);
    expect(bands.lines).toHaveLength(4);
    for (const [group, { lowest, highest }] of bands.bands.entries()) {
      const lines = bands.lines.filter((line) => line.group === group);
      for (const at of bands.turns.keys()) {
        const values = lines.flatMap(({ values: own }) => own[at] ?? []);
        expect(lowest[at]).toBe(values.length === 0 ? null : Math.min(...values));
        expect(highest[at]).toBe(values.length === 0 ? null : Math.max(...values));
      }
    }
  });

  it('answer a question as the events of each run do', async () => {
    const criteria = { event_types: ['DECISION'], turn_end: 10 };
    const { rows } = await api.getEnsembleResults(BANKS);
    const totals = await Promise.all(
      rows.map(async ({ run }) => (await api.findEvents(run, { ...criteria, limit: 1 })).total),
    );
    const events_at_least = Math.max(...totals);
    const expected = totals.filter((total) => total >= events_at_least).length;
    const asked = [{ ...criteria, events_at_least }];
    const { question } = await api.getEnsembleResults({ ...BANKS, question: asked });
    expect(question).toMatchObject({ yes_count: expected, no_count: 4 - expected });
    // A text is looked for in the lines.
    const texts = [{ ...criteria, q: 'a', events_at_least: 1 }];
    const found = await api.getEnsembleForks({ ...BANKS, question: texts });
    expect(found.question).toMatchObject({ yes_count: 4 });
    expect(found.nodes[0]).toMatchObject({ run_count: 4, yes_count: 4 });
  });

  it('give a table that is sorted, filtered by the answer, and exported', async () => {
    const table = {
      variables: ['total_strength'],
      sort: 'highest:total_strength',
      order: 'desc',
    } as const;
    const { rows } = await api.getEnsembleResults(BANKS, table);
    const highest = rows.map(({ variables }) => variables[0]?.highest ?? NaN);
    expect(highest).toEqual(highest.toSorted((a, b) => b - a));
    const condition = {
      variable: 'total_strength',
      operator: 'at_least',
      value: highest[0] ?? 0,
    } as const;
    const yes = await api.getEnsembleResults(
      { ...BANKS, question: [condition] },
      { ...table, answers: 'yes' },
    );
    expect(yes.rows.map(({ run }) => run)).toEqual([rows[0]?.run]);
    const csv = await (await fetch(api.ensembleResultsUrl(BANKS, table))).text();
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toContain(`run,name,status,${RATE},seed,`);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(rows.map(({ run }) => run));
  });

  it('count a named run once, and a run without the variable as unknown', async () => {
    const { rows } = await api.getEnsembleResults(BANKS);
    const runs = [rows[0]?.run ?? '', rows[0]?.run ?? '', 'small'];
    const question = [{ variable: 'total_strength', operator: 'over', value: 0 } as const];
    const { run_count, question: answered } = await api.getEnsembleResults({ runs, question });
    expect(run_count).toBe(2);
    expect(answered).toMatchObject({ yes_count: 1, no_count: 1, unknown_count: 1 });
    const bands = await api.getEnsembleBands({ runs }, 'total_strength');
    expect(bands.lines.map(({ run }) => run)).toEqual([rows[0]?.run]);
    const alike = await api.getEnsembleResults({ like: rows[0]?.run });
    expect(alike.rows.map(({ settings }) => settings.length)).toEqual([1, 1]);
  });

  it.each([
    ['results', 422, 'expected runs, a name, or a run'],
    ['results?runs=small', 422, 'expected at least 2 runs, found 1'],
    ['results?runs=small&runs=never', 404, 'never'],
    ['results?like=never', 404, 'never'],
    ['results?runs=*&by=engine.nothing', 422, 'by='],
    ['results?runs=*&sort=highest:x', 422, 'expected one of the requested variables'],
    ['bands?runs=*', 422, 'variable'],
    ['bands?runs=*&variable=x&points=1', 422, 'expected an integer from 2 to 1000'],
    [
      'forks?runs=*&question=variable%3Dx%26operator%3Dover%26value%3DNaN',
      422,
      'expected a number',
    ],
  ])('refuse %s', async (route, status, reason) => {
    const response = await fetch(new URL(`/ensembles/${route}`, server.url));
    expect(response.status).toBe(status);
    expect(problemSchema.parse(await response.json()).detail).toContain(reason);
  });
});
