import { appendFile, mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findEventParts, identityOf, isPlainPart } from '../files/event-parts';
import { readLastLinesOf } from '../files/last-lines';
import { makeTempRoot } from '../testing/temp-root';
import { createRunStatusReader, type RunStatusReader } from './run-status';

const WRITTEN_S = 1_790_000_000;

function line(event_type: string, details: object): string {
  const common = { event_id: 'e1', timestamp: '2026-01-01T00:00:00Z', turn_number: 1 };
  return `${JSON.stringify({ ...common, event_type, details })}\n`;
}

const START = line('MILESTONE', { milestone_type: 'turn_start' });
const END = line('MILESTONE', { milestone_type: 'simulation_end' });
const ACTION = line('ACTION', { action_type: 'trade' });

/** A run whose files were last written to at `WRITTEN_S`. */
async function writeRun(stream: string, beside: Readonly<Record<string, string>> = {}) {
  const directory = (await makeTempRoot(onTestFinished)).path;
  for (const [name, text] of Object.entries({ 'events.jsonl': stream, ...beside })) {
    await writeFile(path.join(directory, name), text);
    await utimes(path.join(directory, name), WRITTEN_S, WRITTEN_S);
  }
  return directory;
}

function openReader(now: () => number): RunStatusReader {
  return createRunStatusReader({
    now,
    readLastLines: (_, parts, maxBytes) =>
      readLastLinesOf(parts, parts.filter(isPlainPart), maxBytes),
  });
}

function readerAt(seconds: number) {
  const reader = openReader(() => seconds * 1000);
  const at = (directory: string) => findEventParts(directory);
  return {
    read: async (directory: string) => reader.read(directory, await at(directory)),
  };
}

describe('the status of a run', () => {
  it.each<[string, string]>([
    ['the milestone of its end', START + END],
    [
      'the SYSTEM event that llm-sim ends with',
      line('SYSTEM', { system_event_type: 'simulation_end' }),
    ],
    [
      'its end, followed by a report of the writer',
      END + line('SYSTEM', { error_type: 'events_dropped' }) + ACTION,
    ],
    ['its end without a line ending', START + END.trim()],
  ])('is finished when its stream has %s', async (_, stream) => {
    const directory = await writeRun(stream);
    expect(await readerAt(WRITTEN_S + 1).read(directory)).toBe('finished');
    expect(await readerAt(WRITTEN_S + 9000).read(directory)).toBe('finished');
  });

  it.each<[string, string]>([
    ['none of its boundaries is an end', START + ACTION],
    ['it was taken up again after its end', END + START],
    ['an agent only speaks of an end', START + line('ACTION', { action_type: 'simulation_end' })],
    ['its last line is torn', START + END.slice(0, 40)],
    ['it has written nothing yet', ''],
  ])('is live, and interrupted after a minute, when %s', async (_, stream) => {
    const directory = await writeRun(stream);
    expect(await readerAt(WRITTEN_S + 59).read(directory)).toBe('live');
    expect(await readerAt(WRITTEN_S + 60).read(directory)).toBe('interrupted');
  });

  it('is finished with a result beside it, unless it went on afterwards', async () => {
    const directory = await writeRun(START + ACTION, { 'result.json': '{}' });
    expect(await readerAt(WRITTEN_S + 9000).read(directory)).toBe('finished');
    await utimes(path.join(directory, 'events.jsonl'), WRITTEN_S + 61, WRITTEN_S + 61);
    expect(await readerAt(WRITTEN_S + 62).read(directory)).toBe('live');
    expect(await readerAt(WRITTEN_S + 9000).read(directory)).toBe('interrupted');
  });

  it('follows appended events', async () => {
    const directory = await writeRun(START);
    const reader = openReader(Date.now);
    const read = async () => reader.read(directory, await findEventParts(directory));
    expect(await read()).toBe('interrupted');
    await appendFile(path.join(directory, 'events.jsonl'), ACTION);
    expect(await read()).toBe('live');
    await appendFile(path.join(directory, 'events.jsonl'), END);
    expect(await read()).toBe('finished');
  });

  it('is not that of a file of the future for ever', async () => {
    const directory = await writeRun(START);
    expect(await readerAt(WRITTEN_S - 5).read(directory)).toBe('live');
    expect(await readerAt(WRITTEN_S - 9000).read(directory)).toBe('interrupted');
  });

  it('takes no folder for a result', async () => {
    const directory = await writeRun(START);
    await mkdir(path.join(directory, 'result.json'));
    expect(await readerAt(WRITTEN_S + 9000).read(directory)).toBe('interrupted');
  });

  it('is no end when the files cannot be read', async () => {
    const directory = await writeRun(START + END);
    const parts = await findEventParts(directory);
    const folder = identityOf(await stat(directory, { bigint: true }));
    const unreadable = parts.map((part) => ({ ...part, path: directory, identity: folder }));
    const reader = openReader(() => WRITTEN_S * 1000);
    expect(await reader.read(directory, unreadable)).toBe('live');
    expect(await reader.read(directory, parts)).toBe('finished');
  });

  it('is read right of runs of llm-sim', async () => {
    const root = fileURLToPath(new URL('../../e2e/fixtures/llm-sim', import.meta.url));
    const reader = openReader(() => 0);
    const read = async (id: string) =>
      reader.read(path.join(root, id), await findEventParts(path.join(root, id)));
    expect(await read('Sample_Economy_3agents_20261122_063955_01')).toBe('finished');
    expect(await read('rotated-sync')).toBe('interrupted');
  });
});
