import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSimulation } from './build-simulation';
import { makeTempRoot } from './temp-root';
import { writeSimulation } from './write-simulation';

describe('writeSimulation', () => {
  it('writes parts that put together are every event in order', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const written = writeSimulation(root, 'sim', buildSimulation(), { maxFileBytes: 100_000 });
    const parts = written.files.map((name) => readFileSync(join(root, 'sim', name)));
    const expected = [...buildSimulation()].map((event) => `${JSON.stringify(event)}\n`);
    expect(Buffer.concat(parts).toString()).toBe(expected.join(''));
    expect(written).toMatchObject({ events: expected.length, bytes: Buffer.concat(parts).length });
  });

  it('names parts in the order they were written, the newest events.jsonl, also within one second', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const { files } = writeSimulation(root, 'sim', buildSimulation({ turns: 2 }), {
      maxFileBytes: 1,
    });
    expect(files).toHaveLength(200);
    expect(files.slice(0, -1)).toEqual([...new Set(files.slice(0, -1))].sort());
    expect(files[0]).toBe('events_2026-10-04_14-00-00.jsonl');
    expect(files.at(-1)).toBe('events.jsonl');
  });

  it('writes the configuration beside the events, and an empty file for no events', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    const config = { simulation: { name: 'Nothing' } };
    const written = writeSimulation(root, 'sim', [], { config });
    expect(written).toEqual({ files: ['events.jsonl'], events: 0, bytes: 0 });
    expect(JSON.parse(readFileSync(join(root, 'sim', 'config.json'), 'utf8'))).toEqual(config);
  });
});
