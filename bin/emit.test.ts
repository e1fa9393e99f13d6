import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEventLine } from '../lib/events/read-event';
import { scanFolder } from '../lib/testing/scan-files';
import { makeTempRoot } from '../lib/testing/temp-root';
import { emitEvents, type EmitOptions } from './emit';

const EVENT = {
  event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J0',
  timestamp: '2025-10-04T20:00:00+00:00',
  turn_number: 1,
  event_type: 'ACTION',
  simulation_id: 'other',
  agent_id: 'ada',
};

async function emit(input: Readable | string, options: Partial<EmitOptions> = {}) {
  const { path: output } = await makeTempRoot(onTestFinished);
  const said: string[] = [];
  const result = await emitEvents(
    { output, simulation: 'sim', strict: false, ...options },
    {
      input: typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input,
      messages: { write: (text: string) => said.push(text) > 0 },
    },
  );
  const directory = path.join(output, 'sim');
  const text = await readFile(path.join(directory, 'events.jsonl'), 'utf8');
  return { result, said: said.join(''), directory, lines: text.split('\n').slice(0, -1) };
}

describe('causeway emit', () => {
  it('writes complete events as they stand, numbers, unknown fields and key order included', async () => {
    const odd = `{"x": 1.0, "big":12345678901234567890,${JSON.stringify(EVENT).slice(1)}`;
    const { lines, result, said } = await emit(`${odd}\r\n\n  \n${JSON.stringify(EVENT)}`);
    expect(lines).toEqual([odd, JSON.stringify(EVENT)]);
    expect(result).toMatchObject({ emitted: 2, written: 2, dropped: 0, invalidLines: 0 });
    expect(said).toMatch(/^2 events written to sim \(\d+ bytes\)\n$/);
  });

  it('gives an id, a timestamp and a simulation to events that lack them', async () => {
    const { lines } = await emit(
      [
        '{"turn_number":1,"event_type":"ACTION","details":{"price":1.0}}',
        '  { "turn_number":2,"event_type":"ACTION","event_id":"mine"}',
        '{"event_id":null,"turn_number":3,"event_type":"ACTION"}',
      ].join('\n'),
    );
    const events = lines.map((line) => readEventLine(line).event);
    expect(events).toMatchObject([
      { turn_number: 1, simulation_id: 'sim', event_id: expect.stringMatching(/^[0-9A-Z]{26}$/) },
      { turn_number: 2, simulation_id: 'sim', event_id: 'mine' },
      { turn_number: 3, simulation_id: 'sim', event_id: expect.stringMatching(/^[0-9A-Z]{26}$/) },
    ]);
    expect(lines[0]).toContain('"details":{"price":1.0}}');
    for (const event of events) {
      expect(Math.abs(Number((event?.time ?? 0n) / 1000n) - Date.now())).toBeLessThan(60_000);
    }
  });

  it('gives values in place of null, with the rest of the line as it stands', async () => {
    const rest =
      '"turn_number":1,"event_type":"ACTION","details":{"n":12345678901234567890,"f":1.10}}';
    const { lines } = await emit(`{"timestamp" : null,"event_id":null,${rest}`);
    expect(lines[0]).toMatch(
      /^\{"simulation_id":"sim","timestamp" : "[^"]+","event_id":"[0-9A-Z]{26}",/,
    );
    expect(lines[0]?.endsWith(rest)).toBe(true);
    expect(readEventLine(lines[0] ?? '').event).toMatchObject({
      turn_number: 1,
      simulation_id: 'sim',
    });
  });

  it('reports the lines that are not events, and continues', async () => {
    const input = [
      'not json',
      '[1]',
      '{}',
      JSON.stringify({ ...EVENT, turn_number: -1 }),
      JSON.stringify({ ...EVENT, timestamp: 'soon' }),
      JSON.stringify(EVENT),
    ].join('\n');
    const { lines, result, said } = await emit(input);
    expect(lines).toHaveLength(1);
    expect(result).toMatchObject({ written: 1, invalidLines: 5 });
    expect(said).toMatch(
      /^line 1: not JSON.*\nline 2: not a JSON object.*\nline 3: turn_number is missing\nline 4: turn_number is -1\nline 5: timestamp is "soon"\n1 event written to sim \(\d+ bytes\), 5 lines invalid\n$/,
    );
  });

  it('reports a line that is not text', async () => {
    const input = Readable.from([
      Buffer.from([0xc3, 0x28, 0x0a]),
      Buffer.from(JSON.stringify(EVENT)),
    ]);
    const { result, said } = await emit(input);
    expect(result).toMatchObject({ written: 1, invalidLines: 1 });
    expect(said).toContain('line 1: not UTF-8');
  });

  it('stops at the first invalid line with --strict, after writing the lines before it', async () => {
    const line = JSON.stringify(EVENT);
    const { lines, result } = await emit([line, 'no', line].join('\n'), { strict: true });
    expect(lines).toEqual([line]);
    expect(result).toMatchObject({ written: 1, invalidLines: 1 });
  });

  it('takes lines that come in pieces, cut anywhere', async () => {
    const text = JSON.stringify({ ...EVENT, description: 'å 😀\u2028' });
    const bytes = Buffer.from(`${text}\n${text}\n`);
    const { lines } = await emit(Readable.from([...bytes].map((byte) => Buffer.from([byte]))));
    expect(lines).toEqual([text, text]);
  });

  it('leaves out events beyond the verbosity, and reports that', async () => {
    const types = ['MILESTONE', 'STATE', 'DETAIL'];
    const input = types.map((event_type) => JSON.stringify({ ...EVENT, event_type })).join('\n');
    expect((await emit(input, { verbosity: 'STATE' })).said).toContain(
      '1 event beyond the verbosity',
    );
  });

  it('drops nothing of a stream that is faster than the disk, and rotates', async () => {
    const total = 30_000;
    const chunks = function* () {
      for (let n = 1; n <= total; n += 1000) {
        const events = Array.from({ length: 1000 }, (_, i) => ({
          ...EVENT,
          event_id: `e${String(n + i)}`,
        }));
        yield Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      }
    };
    const { result, directory } = await emit(Readable.from(chunks()), { maxFileBytes: 1_000_000 });
    expect(result).toMatchObject({ written: total, dropped: 0 });
    const scan = scanFolder(directory).describe();
    expect(scan).toMatchObject({
      event_count: total,
      invalid_line_count: 0,
      duplicate_id_count: 0,
    });
    expect(scan.files).toHaveLength(result.rotations + 1);
    expect(result.rotations).toBeGreaterThan(2);
  });
});

describe('the command', () => {
  it('reads stdin, sums up on stderr and fails when a line was invalid', async () => {
    const { path: output } = await makeTempRoot(onTestFinished);
    const cli = fileURLToPath(new URL('causeway.mjs', import.meta.url));
    const run = (simulation: string, input: string) =>
      spawnSync(
        process.execPath,
        [cli, 'emit', '--output', output, '--simulation', simulation, '--fsync'],
        { input, encoding: 'utf8' },
      );
    const good = run('good', `${JSON.stringify(EVENT)}\n`);
    expect(good.stderr).toMatch(/^1 event written to good \(\d+ bytes\)\n$/);
    expect(good).toMatchObject({ status: 0, stdout: '' });
    expect(run('bad', 'no event\n')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('line 1: not JSON'),
    });
    expect(run('../up', '')).toMatchObject({
      status: 1,
      stderr: 'causeway: simulationId="../up": expected a plain file name\n',
    });
  });
});

describe('a signal', () => {
  /** `causeway emit` after one event, with its stdin open. */
  async function startEmitting() {
    const { path: output } = await makeTempRoot(onTestFinished);
    const cli = fileURLToPath(new URL('causeway.mjs', import.meta.url));
    const child = spawn(process.execPath, [cli, 'emit', '--output', output, '--simulation', 'sim']);
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += String(data)));
    const send = (event_id: string) =>
      child.stdin.write(`${JSON.stringify({ ...EVENT, event_id })}\n`);
    const file = path.join(output, 'sim', 'events.jsonl');
    const written = () => readFile(file, 'utf8').catch(() => '');
    send('before');
    await expect.poll(written, { timeout: 15_000 }).toContain('before');
    return { child, send, written, said: () => said };
  }

  it('SIGINT leaves the writing end of the pipe to finish', async () => {
    const { child, send, written, said } = await startEmitting();
    child.kill('SIGINT');
    await expect.poll(said, { timeout: 15_000 }).toContain('reading on');
    send('after');
    child.stdin.end();
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(await written()).toContain('after');
    expect(said()).toContain('2 events written to sim');
  });

  it.each([
    ['SIGTERM', ['SIGTERM'], 143],
    ['a second SIGINT', ['SIGINT', 'SIGINT'], 130],
  ] as const)('%s ends the reading, with its summary', async (_, [first, second], exitCode) => {
    const { child, said } = await startEmitting();
    child.kill(first);
    if (second !== undefined) {
      await expect.poll(said, { timeout: 15_000 }).toContain('reading on');
      child.kill(second);
    }
    const [code] = await once(child, 'close');
    expect(code).toBe(exitCode);
    expect(said()).toContain('1 event written to sim');
  });
});
