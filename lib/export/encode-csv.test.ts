import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXPORT_EXAMPLES } from '../api/openapi-examples';
import type { EventLine } from '../events/event-line';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { queryFile } from '../testing/query-file';
import { scanFiles, type ScannedEvent } from '../testing/scan-files';
import { statedFields } from '../testing/stated-fields';
import { makeTempRoot } from '../testing/temp-root';
import { encodeCsv, type CsvOptions } from './encode-csv';

async function csvOf(lines: readonly EventLine[], options?: CsvOptions): Promise<Buffer> {
  async function* inTwos() {
    for (let start = 0; start < lines.length; start += 2) yield lines.slice(start, start + 2);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of encodeCsv(inTwos(), options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function eventOf(fields: Readonly<Record<string, unknown>>): EventLine {
  const text = JSON.stringify({
    event_id: 'e1',
    timestamp: '2026-10-04T14:00:00Z',
    turn_number: 1,
    event_type: 'ACTION',
    ...fields,
  });
  return { event_id: 'e1', text };
}

/** Read by an independent parser; empty cells are NULL. */
async function readBack(csv: Buffer) {
  const folder = await makeTempRoot(onTestFinished);
  const file = path.join(folder.path, 'events.csv');
  await writeFile(file, csv);
  return queryFile(
    `SELECT * FROM read_csv('${file}', header = true, all_varchar = true, auto_detect = false,
       delim = ',', quote = '"', escape = '"', nullstr = '', max_line_size = 10000000,
       columns = {event_id: VARCHAR, timestamp: VARCHAR, turn_number: VARCHAR, event_type: VARCHAR,
         simulation_id: VARCHAR, agent_id: VARCHAR, caused_by: VARCHAR, description: VARCHAR,
         details: VARCHAR})`,
  );
}

function expectedRow({ event, text }: ScannedEvent, details: unknown) {
  const stated = statedFields(text);
  if (typeof details === 'string') {
    expect(text).toContain(details);
    expect(JSON.parse(details)).toEqual(stated.details);
  } else {
    expect(stated.details).toBeNull();
  }
  return wellFormed({
    event_id: stated.event_id,
    timestamp: event.timestamp,
    turn_number: String(event.turn_number),
    event_type: event.event_type,
    simulation_id: event.simulation_id,
    agent_id: event.agent_id,
    caused_by: JSON.stringify(stated.caused_by),
    description: event.description,
    details,
  });
}

/** Half a surrogate pair becomes U+FFFD in UTF-8. */
function wellFormed(row: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.toWellFormed() : value,
    ]),
  );
}

async function expectReadBack(events: readonly ScannedEvent[]): Promise<void> {
  const rows = await readBack(await csvOf(events));
  expect(rows).toHaveLength(events.length);
  for (const [index, row] of rows.entries()) {
    expect(row).toEqual(expectedRow(events[index]!, row['details']));
  }
}

describe('encodeCsv', () => {
  it('is read back as the events it was made of, however odd', async () => {
    const bytes = Buffer.concat(HOSTILE_LINES.flatMap((line) => [line.bytes, Buffer.from('\n')]));
    const { events } = scanFiles([{ name: 'events.jsonl', bytes }]);
    expect(events.length).toBeGreaterThan(70);
    await expectReadBack(events);
  });

  it('is read back as the same events, for any files', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEventFiles, async (files) => {
        await expectReadBack(scanFiles(files).events);
      }),
      { numRuns: 60, seed: 20_261_123 },
    );
  });

  it('writes the output shown in the documentation', async () => {
    const { jsonl, csv } = EXPORT_EXAMPLES;
    const lines = jsonl.split('\n').map((text) => ({ event_id: '', text }));
    expect((await csvOf(lines.slice(0, 1))).toString()).toBe(csv);
  });

  it('has a header when nothing matches, and begins with no byte order mark', async () => {
    expect((await csvOf([])).toString()).toBe(
      'event_id,timestamp,turn_number,event_type,simulation_id,agent_id,caused_by,description,details\r\n',
    );
  });

  it('keeps numbers of details as they were written', async () => {
    const line = eventOf({ details: '?' });
    const text = line.text.replace('"?"', '{"a": 1.0, "b":12345678901234567890,"c":1e999}');
    const csv = await csvOf([{ ...line, text }]);
    expect(csv.toString()).toContain('"{""a"": 1.0, ""b"":12345678901234567890,""c"":1e999}"\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    [' a ', ' a '],
    ["a'b;c", "a'b;c"],
    ['=1+1', '=1+1'],
  ])('writes %j as %s', async (description, cell) => {
    const csv = await csvOf([eventOf({ description })]);
    expect(csv.toString()).toContain(`,[],${cell},\r\n`);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\n=1', `"'\n=1"`],
    ['a=1', 'a=1'],
    ["'quoted", "'quoted"],
  ])('writes %j as %s when formulas are to be escaped', async (description, cell) => {
    const csv = await csvOf([eventOf({ description })], { escapeFormulas: true });
    expect(csv.toString()).toContain(`,[],${cell},\r\n`);
  });

  it('begins with a byte order mark on request, also when nothing matches', async () => {
    const marked = await csvOf([], { bom: true });
    expect(marked.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(marked.subarray(3)).toEqual(await csvOf([]));
    const [row] = await readBack(await csvOf([eventOf({ agent_id: 'adá' })], { bom: true }));
    expect(row).toMatchObject({ event_id: 'e1', agent_id: 'adá' });
  });

  it('has an empty cell for a field of another type, except details, whose JSON it has', async () => {
    const odd = eventOf({ agent_id: 7, caused_by: { a: 1 }, description: [1], details: 'text' });
    const csv = await csvOf([odd, eventOf({ agent_id: 'ada' })]);
    expect(csv.toString().split('\r\n').slice(1)).toEqual([
      'e1,2026-10-04T14:00:00Z,1,ACTION,,,[],,"""text"""',
      'e1,2026-10-04T14:00:00Z,1,ACTION,,ada,[],,',
      '',
    ]);
  });
});
