import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEventLine } from '../events/read-event';
import { matchText } from '../filters/match-text';
import { buildSimulation } from '../testing/build-simulation';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { makeTempRoot } from '../testing/temp-root';
import { scanSegment } from './scan-segment';
import { searchSegment } from './search-segment';

async function openFile(bytes: Buffer): Promise<number> {
  const root = await makeTempRoot(onTestFinished);
  const file = path.join(root.path, 'events.jsonl');
  writeFileSync(file, bytes);
  const descriptor = openSync(file, 'r');
  onTestFinished(() => {
    closeSync(descriptor);
  });
  return descriptor;
}

/** Offsets of events with the text: by searching in pieces, and by parsing line by line. */
async function searchBoth(
  bytes: Buffer,
  text: string,
  cuts: readonly number[] = [],
): Promise<{ readonly searched: readonly number[]; readonly expected: readonly number[] }> {
  const fileDescriptor = await openFile(bytes);
  const whole = { fileDescriptor, fileBytes: bytes.length };
  const edges = [...new Set([0, ...cuts, bytes.length])].sort((a, b) => a - b);
  const found = edges
    .slice(1)
    .flatMap((toByte, i) => [
      ...searchSegment({ ...whole, fromByte: edges[i] ?? 0, toByte, isAligned: i === 0 }, { text }),
    ]);
  const { columns } = scanSegment({
    ...whole,
    fromByte: 0,
    toByte: bytes.length,
    isAligned: true,
  });
  const matches = matchText(text);
  const events = Array.from({ length: columns.rowCount }, (_, row) => {
    const offset = columns.byteOffset[2 * row] ?? 0;
    const line = bytes.toString('utf8', offset, offset + (columns.byteLength[row] ?? 0));
    return { offset, isMatch: readEventLine(line).event !== undefined && matches(line) };
  });
  const offsets = new Set(events.map(({ offset }) => offset));
  return {
    // The index leaves out lines that are not events.
    searched: found.filter((offset) => offsets.has(offset)),
    expected: events.filter(({ isMatch }) => isMatch).map(({ offset }) => offset),
  };
}

const HOSTILE = Buffer.concat([
  Buffer.from('\uFEFF'),
  ...HOSTILE_LINES.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]),
]);

describe('searchSegment', () => {
  it.each(['a', 'last', 'first', 'Line', '"d"', '\\', '/', '😀', 'marked', '1e999', 'né', ' '])(
    'finds %j among odd lines as reading each of them does',
    async (text) => {
      const { searched, expected } = await searchBoth(HOSTILE, text);
      expect(searched).toEqual(expected);
    },
  );

  it('finds the same as plain reading, with any cuts of the file', async () => {
    const events = [
      ...buildSimulation({ seed: 7, simulationId: 's', turns: 2, agents: 3, eventsPerTurn: 60 }),
    ];
    const python = (text: string): string => text.replaceAll('","', '", "').replaceAll('":', '": ');
    const escaped = (text: string): string =>
      text.replaceAll('answered', String.raw`answ\u0065red`);
    const bytes = Buffer.from(
      events
        .map((event, i) => {
          const text = JSON.stringify(event);
          return i % 3 === 0 ? text : i % 3 === 1 ? python(text) : escaped(text);
        })
        .join('\n'),
    );
    const texts = [
      'answered',
      'LLM call',
      'agent_001',
      'Crowns',
      'stock',
      '3',
      'timed out',
      'zebra',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(fc.nat(bytes.length), { maxLength: 6 }),
        async (text, cuts) => {
          const { searched, expected } = await searchBoth(bytes, text, cuts);
          expect(searched).toEqual(expected);
        },
      ),
      { numRuns: 60, seed: 20_261_122 },
    );
    expect((await searchBoth(bytes, 'answered')).expected.length).toBeGreaterThan(5);
  });

  it.each(['Grain', 'é', '"n":7', '\\'])(
    'finds %j in lines longer than a block, and in very many short ones',
    async (text) => {
      const event = (n: number, description: string): string =>
        JSON.stringify({
          event_id: `e${n}`,
          timestamp: '2026-10-04T14:00:00Z',
          turn_number: 1,
          event_type: 'ACTION',
          description,
          details: { n },
        });
      const bytes = Buffer.from(
        [
          ...Array.from({ length: 2000 }, (_, n) => event(n, n % 3 === 0 ? 'gRAIN' : 'bread')),
          event(2001, `${'x'.repeat(400_000)} grain é`),
          ...Array.from({ length: 150_000 }, () => '1'),
          event(2002, 'the last grain é "\\"'),
        ].join('\n'),
      );
      const { searched, expected } = await searchBoth(bytes, text, [bytes.length - 100_000]);
      expect(searched).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    },
  );
});
