import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { queryFile } from '../testing/query-file';
import { statedFields } from '../testing/stated-fields';
import { scanFiles } from '../testing/scan-files';
import { makeTempRoot } from '../testing/temp-root';
import { encodeParquet } from './encode-parquet';

/** Writes a file of these lines. `SELECT … FROM '{file}'` reads its rows. */
async function parquetOf(lines: readonly EventLine[], batchSize = 1000): Promise<string> {
  async function* batches() {
    for (let start = 0; start < lines.length; start += batchSize) {
      yield lines.slice(start, start + batchSize);
    }
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of encodeParquet(batches())) chunks.push(chunk);
  const folder = await makeTempRoot(onTestFinished);
  const file = path.join(folder.path, 'events.parquet');
  await writeFile(file, Buffer.concat(chunks));
  return file;
}

// Values that JSON would change are read as text: 64-bit integers and details.
const SELECT_EXACT = `SELECT * REPLACE (
  epoch_us(time)::VARCHAR AS time, turn_number::VARCHAR AS turn_number, details::VARCHAR AS details)`;

async function expectReadBack(lines: readonly EventLine[], batchSize?: number): Promise<void> {
  const file = await parquetOf(lines, batchSize);
  const rows = await queryFile(`${SELECT_EXACT} FROM '${file}'`);
  expect(rows).toHaveLength(lines.length);
  for (const [index, row] of rows.entries()) {
    const { text } = lines[index]!;
    const { details, ...ids } = statedFields(text);
    const event = { ...readEventLine(text).event!, ...ids };
    const written = row['details'];
    if (details === null) {
      expect(written).toBeNull();
    } else {
      expect(text).toContain(written);
      expect(JSON.parse(String(written))).toEqual(details);
    }
    expect(row).toEqual({
      ...event,
      event_type: event.event_type.toWellFormed(),
      agent_id: event.agent_id?.toWellFormed() ?? null,
      description: event.description?.toWellFormed() ?? null,
      time: String(event.time),
      turn_number: String(event.turn_number),
      details: written,
    });
  }
}

function generatedLines(turns: number): readonly EventLine[] {
  const events = buildSimulation({ turns, eventsPerTurn: 500 });
  return [...events].map((event) => ({ event_id: event.event_id, text: JSON.stringify(event) }));
}

describe('encodeParquet', () => {
  it('is read back as the events it was made of, however odd', async () => {
    const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
    await expectReadBack(scanFiles([{ name: 'events.jsonl', bytes }]).events);
  });

  it('is read back as the same events, for any files', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEventFiles, async (files) => {
        await expectReadBack(scanFiles(files).events, 2);
      }),
      { numRuns: 60, seed: 20_261_125 },
    );
  });

  it('is read back in order from several row groups', async () => {
    const lines = generatedLines(40);
    await expectReadBack(lines);
    const file = await parquetOf(lines);
    const groups = await queryFile(
      `SELECT DISTINCT row_group_id, row_group_num_rows AS rows FROM parquet_metadata('${file}')
       ORDER BY row_group_id`,
    );
    expect(groups.length).toBeGreaterThan(2);
    expect(groups.every(({ rows }) => Number(rows) <= 8192)).toBe(true);
  });

  it('declares its types', async () => {
    const file = await parquetOf(generatedLines(1));
    const columns = await queryFile(
      `SELECT column_name, column_type FROM (DESCRIBE FROM '${file}')`,
    );
    expect(columns.map((column) => Object.values(column).join(' '))).toEqual([
      'event_id VARCHAR',
      'timestamp VARCHAR',
      'time TIMESTAMP WITH TIME ZONE',
      'turn_number BIGINT',
      'event_type VARCHAR',
      'simulation_id VARCHAR',
      'agent_id VARCHAR',
      'caused_by VARCHAR[]',
      'description VARCHAR',
      'details VARCHAR',
    ]);
  });

  it('has statistics, with which readers can skip row groups', async () => {
    const file = await parquetOf(generatedLines(40));
    const ranges = await queryFile(
      `SELECT stats_min_value AS least, stats_max_value AS greatest FROM parquet_metadata('${file}')
       WHERE path_in_schema = 'turn_number' ORDER BY row_group_id`,
    );
    expect(ranges[0]).toMatchObject({ least: '0' });
    expect(ranges.at(-1)).toMatchObject({ greatest: '40' });
    expect(Number(ranges[0]?.['greatest'])).toBeLessThan(40);
  });

  it('is a whole file when nothing matches', async () => {
    const file = await parquetOf([]);
    expect(await queryFile(`SELECT count(*) AS n, max(details) AS d FROM '${file}'`)).toEqual([
      { n: 0, d: null },
    ]);
  });

  it('yields a row group before it requests the next events', async () => {
    const lines = generatedLines(40);
    let asked = 0;
    async function* batches() {
      for (let start = 0; start < lines.length; start += 1000) {
        asked += 1;
        yield lines.slice(start, start + 1000);
      }
    }
    const chunks = encodeParquet(batches());
    await chunks.next();
    expect(asked).toBeLessThanOrEqual(9);
    await chunks.return(undefined);
  });
});
