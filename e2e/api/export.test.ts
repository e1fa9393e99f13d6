import { spawn } from 'node:child_process';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createApiClient } from '../../lib/api/client';
import { problemSchema } from '../../lib/api/contract';
import type { TimeOrderedFilter } from '../../lib/filters/event-filter';
import { EXPORT_FORMATS, type ExportFormat } from '../../lib/filters/export-query';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { queryFile } from '../../lib/testing/query-file';
import { scanFolder } from '../../lib/testing/scan-files';
import { statedFields } from '../../lib/testing/stated-fields';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';

const ALL_IDS = [...LLM_SIM_IDS, SEEDED_ID, HOSTILE_ID];
const CAUSEWAY = fileURLToPath(new URL('../../bin/causeway.mjs', import.meta.url));

function exportUrl(
  id: string,
  filter: TimeOrderedFilter,
  format: ExportFormat,
  baseUrl?: string,
): string {
  return createApiClient({ baseUrl: baseUrl ?? inject('baseUrl') }).exportUrl(id, filter, format);
}

/** Repeats the request while the files are being indexed. */
function ask(url: string, init?: RequestInit): Promise<Response> {
  return vi.waitFor(
    async () => {
      const response = await fetch(url, init);
      expect(response.status).not.toBe(503);
      return response;
    },
    { timeout: 45_000 },
  );
}

async function download(
  id: string,
  filter: TimeOrderedFilter,
  format: ExportFormat,
): Promise<Buffer> {
  const response = await ask(exportUrl(id, filter, format));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

function linesOf(id: string, filter: TimeOrderedFilter = {}, root = inject('outputRoot')): string {
  const { events } = scanFolder(path.join(root, id)).findEvents({ limit: Infinity, ...filter });
  return events.map(({ text }) => `${text}\n`).join('');
}

/** Saves a download where DuckDB can read it. */
async function save(content: Buffer, name: string): Promise<string> {
  const folder = await makeTempRoot(onTestFinished);
  const file = path.join(folder.path, name);
  await writeFile(file, content);
  return file;
}

describe('GET /simulations/{id}/export', () => {
  it.each(ALL_IDS)('gives every line of %s as in the files', async (id) => {
    expect((await download(id, {}, 'jsonl')).toString()).toBe(linesOf(id));
  });

  it.each(ALL_IDS)('gives every event of %s as CSV and Parquet', async (id) => {
    const { events } = scanFolder(path.join(inject('outputRoot'), id));
    const expected = events.map(({ event, text }) => ({
      // Not its address: a file holds ids as the lines write them.
      event_id: statedFields(text).event_id,
      time: String(event.time),
      causes: event.caused_by.length,
    }));
    const parquet = await save(await download(id, {}, 'parquet'), 'events.parquet');
    expect(
      await queryFile(
        `SELECT event_id, epoch_us(time)::VARCHAR AS time, len(caused_by) AS causes FROM '${parquet}'`,
      ),
    ).toEqual(expected);
    const csv = await save(await download(id, {}, 'csv'), 'events.csv');
    const columns = 'SELECT event_id, agent_id, description, details::JSON::VARCHAR AS details';
    expect(
      await queryFile(
        `${columns} FROM read_csv('${csv}', all_varchar = true, quote = '"', max_line_size = 10000000)`,
      ),
    ).toEqual(await queryFile(`${columns} FROM '${parquet}'`));
  });

  it.each<[ExportFormat, string]>([
    ['jsonl', 'application/jsonl'],
    ['csv', 'text/csv; charset=utf-8'],
    ['parquet', 'application/vnd.apache.parquet'],
  ])('sends %s as %s, to be saved and not to be kept or compressed', async (format, type) => {
    const url = exportUrl(SEEDED_ID, { limit: 10 }, format);
    const name = `${SEEDED_ID}_10-events.${format}`;
    for (const method of ['GET', 'HEAD']) {
      const response = await ask(url, { method });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      );
      expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
      expect(response.headers.get('content-encoding')).toBeNull();
      expect((await response.arrayBuffer()).byteLength > 0).toBe(method === 'GET');
    }
  });

  it.each<TimeOrderedFilter>([
    { event_types: ['DECISION', 'SYSTEM'], agent_ids: ['agent_001', ''] },
    { start_timestamp: '2026-10-04T14:00:20.000000+00:00', order: 'desc' },
    { turn_start: 7, turn_end: 9, offset: 3, limit: 200 },
    { limit: 11_000 },
  ])('filters as /events does, and gives all when there is no limit: %j', async (filter) => {
    expect((await download(SEEDED_ID, filter, 'jsonl')).toString()).toBe(
      linesOf(SEEDED_ID, filter),
    );
  });

  it.each(EXPORT_FORMATS)('answers 404 for an unknown simulation, as %s', async (format) => {
    const response = await fetch(exportUrl('nobody', {}, format));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problemSchema.parse(await response.json()).code).toBe('simulation_not_found');
  });

  it('answers 422 with every invalid parameter', async () => {
    const query = '?format=xlsx&limit=0&start_timestamp=soon';
    const response = await fetch(
      new URL(`/simulations/${SEEDED_ID}/export${query}`, inject('baseUrl')),
    );
    expect(response.status).toBe(422);
    expect(response.headers.get('content-disposition')).toBeNull();
    const problem = problemSchema.parse(await response.json());
    expect(problem.errors?.map(({ parameter }) => parameter).sort()).toEqual([
      'format',
      'limit',
      'start_timestamp',
    ]);
  });
});

describe('an export of a separate server', () => {
  const FORMULA_LINE =
    '{"event_id":"a","timestamp":"2026-10-04T14:00:00Z","turn_number":1,"event_type":"ACTION","description":"=1+1"}\n';

  /** 23 MB a run: more than is ever under way to a client. */
  const LARGE_IDS = ['large', 'cut-jsonl', 'cut-csv'];
  let root: string;
  let server: RunningServer;

  beforeAll(async () => {
    root = (await makeTempRoot()).path;
    for (const id of LARGE_IDS) {
      const run = { turns: 80, eventsPerTurn: 500, simulationId: id };
      writeSimulation(root, id, buildSimulation(run), { maxFileBytes: 10_000_000 });
    }
    await mkdir(path.join(root, 'formula'));
    await writeFile(path.join(root, 'formula', 'events.jsonl'), FORMULA_LINE);
    server = await startServer(root);
    for (const id of LARGE_IDS) await ask(`${server.url}/simulations/${id}/events`);
  });

  afterAll(async () => {
    await server.stop();
    await rm(root, { recursive: true });
  });

  it('is followed by others when its client leaves in the middle', async () => {
    for (const format of EXPORT_FORMATS) {
      const leaving = new AbortController();
      const url = exportUrl('large', {}, format, server.url);
      const response = await fetch(url, { signal: leaving.signal });
      await response.body?.getReader().read();
      leaving.abort();
    }
    const whole = await fetch(exportUrl('large', {}, 'jsonl', server.url));
    expect((await whole.text()) === linesOf('large', {}, root)).toBe(true);
  });

  it.each(['jsonl', 'csv'] as const)('breaks off as %s when lines are gone', async (format) => {
    const id = `cut-${format}`;
    const response = await fetch(exportUrl(id, {}, format, server.url));
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    await reader.read();
    await truncate(path.join(root, id, 'events.jsonl'), 0);
    const rest = async (): Promise<void> => {
      while (!(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow();
    expect((await fetch(new URL('/health', server.url))).status).toBe(200);
  });

  it('has a mark before a formula only on request', async () => {
    const url = `${server.url}/simulations/formula/export?format=csv`;
    const textOf = async (query: string) => (await ask(`${url}${query}`)).text();
    expect(await textOf('')).toContain(',[],=1+1,\r\n');
    expect(await textOf('&escape_formulas=false')).toContain(',[],=1+1,\r\n');
    expect(await textOf('&escape_formulas=true')).toContain(",[],'=1+1,\r\n");
    expect((await fetch(`${url}&escape_formulas=maybe`)).status).toBe(422);
  });

  it('begins with a byte order mark on request', async () => {
    const url = `${server.url}/simulations/formula/export?format=csv`;
    const bytesOf = async (query: string) =>
      Buffer.from(await (await ask(url + query)).arrayBuffer());
    const plain = await bytesOf('');
    expect(await bytesOf('&bom=true')).toEqual(Buffer.concat([Buffer.from('\uFEFF'), plain]));
    expect(await bytesOf('&bom=false')).toEqual(plain);
  });

  it('is the same from the command line, beside the server', async () => {
    const args = ['export', root, '--simulation', 'large', '--index-dir', server.indexDir];
    const child = spawn(process.execPath, [CAUSEWAY, ...args, '--event-types', 'DECISION']);
    onTestFinished(() => void child.kill('SIGKILL'));
    const [stdout, stderr] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
    expect(stderr.toString()).toMatch(/^[\d,]+ events of large exported to stdout/);
    expect(stdout.toString() === linesOf('large', { event_types: ['DECISION'] }, root)).toBe(true);
  });
});
