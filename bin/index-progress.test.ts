import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexingSimulation } from '../lib/store/event-store';
import type { IndexState } from '../lib/store/index-state';
import { showIndexProgress } from './index-progress';
import type { Terminal } from './progress-view';

const MB = 1_000_000;

let working: IndexingSimulation[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] });
  working = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function indexing(simulationId: string, progress: Partial<IndexState> = {}): IndexingSimulation {
  const index = {
    state: 'indexing',
    bytes_indexed: 0,
    bytes_total: 560 * MB,
    ...progress,
  } as const;
  return { simulationId, index };
}

const moving = { bytes_indexed: 240 * MB, bytes_per_second: 35 * MB, seconds_left: 10 };

/** Shows the progress of `working` on an output that is a terminal or not. */
function show(isTTY: boolean) {
  const written: string[] = [];
  const terminal: Terminal = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _, done) {
        written.push(chunk);
        done();
      },
    }),
    { isTTY, columns: 120 },
  );
  const progress = showIndexProgress({ indexing: () => working }, terminal);
  return { terminal, progress, text: () => written.join(''), screen: () => screenOf(written) };
}

describe('the progress of indexing, without a terminal', () => {
  it('is not shown for indexing of less than a second', () => {
    const { text } = show(false);
    working = [indexing('quick', moving)];
    vi.advanceTimersByTime(900);
    working = [];
    vi.advanceTimersByTime(10_000);
    expect(text()).toBe('');
  });

  it('is a line each, every five seconds', () => {
    const { text } = show(false);
    working = [indexing('waits'), indexing('long', { ...moving, events_indexed: 412_000 })];
    vi.advanceTimersByTime(5900);
    const lines = [
      'indexing long: 42 %, 240 of 560 MB, 412,000 events, 35 MB/s, 10 s left\n',
      'indexing waits: 0 %, 0.0 of 560 MB\n',
    ].join('');
    expect(text()).toBe(lines);
    vi.advanceTimersByTime(1000);
    expect(text()).toBe(lines + lines);
  });

  it('names five and counts the others', () => {
    const { text } = show(false);
    working = Array.from({ length: 40 }, (_, n) => indexing(`sim-${String(n)}`));
    vi.advanceTimersByTime(3000);
    expect(text().match(/^indexing sim-/gm)).toHaveLength(5);
    expect(text()).toContain('indexing: 35 more wait\n');
  });

  it('lets no name command the terminal', () => {
    const { text } = show(false);
    working = [indexing('a\x1b[2Jb\nc', moving)];
    vi.advanceTimersByTime(3000);
    expect(text()).toMatch(/^indexing a\\x1b\[2Jb\\x0ac: /);
  });
});

describe('the progress of indexing, at a terminal', () => {
  it('is a bar each that moves, and leaves nothing behind', () => {
    const { screen, progress } = show(true);
    working = [indexing('first', moving), indexing('second')];
    vi.advanceTimersByTime(2000);
    expect(screen()).toEqual([
      'first                    █████████░░░░░░░░░░░ 42 %  240 of 560 MB  35 MB/s  10 s left',
      'second                   ░░░░░░░░░░░░░░░░░░░░ 0 %  0.0 of 560 MB',
    ]);
    working = [indexing('second', { ...moving, bytes_indexed: 280 * MB })];
    vi.advanceTimersByTime(400);
    expect(screen()).toEqual([
      'second                   ██████████░░░░░░░░░░ 50 %  280 of 560 MB  35 MB/s  10 s left',
    ]);
    working = [];
    vi.advanceTimersByTime(400);
    expect(screen()).toEqual([]);
    working = [indexing('third', moving)];
    vi.advanceTimersByTime(2000);
    expect(screen()).toHaveLength(1);
    progress.stop();
    expect(screen()).toEqual([]);
  });

  it('stays below other output, whole lines at a time', () => {
    const { terminal, screen, progress } = show(true);
    terminal.write('before\n');
    working = [indexing('first', moving), indexing('second', moving)];
    vi.advanceTimersByTime(2000);
    terminal.write('a warning\nof two lines\nand ha');
    terminal.write(Buffer.from('lf\n'));
    terminal.write('no end');
    vi.advanceTimersByTime(2000);
    expect(screen().slice(0, 4)).toEqual(['before', 'a warning', 'of two lines', 'and half']);
    expect(
      screen()
        .slice(4)
        .map((line) => line.slice(0, 6)),
    ).toEqual(['first ', 'second']);
    progress.stop();
    terminal.write(' yet\n');
    expect(screen()).toEqual(['before', 'a warning', 'of two lines', 'and half', 'no end yet']);
  });

  it('counts simulations for which there is no room', () => {
    const { screen } = show(true);
    working = Array.from({ length: 7 }, (_, n) => indexing(`sim-${String(n)}`, moving));
    vi.advanceTimersByTime(2000);
    expect(screen()).toHaveLength(6);
    expect(screen()[5]).toBe('2 more wait');
  });

  it('cuts lines at the width of the terminal', () => {
    const { screen } = show(true);
    working = [
      indexing('a name that is much too long for its place', { ...moving, events_indexed: 1e15 }),
    ];
    vi.advanceTimersByTime(2000);
    expect(screen()).toHaveLength(1);
    expect(screen()[0]?.length).toBeLessThanOrEqual(120);
  });
});

/** The content of a terminal after these writes: text, and sequences that move the cursor and clear. */
function screenOf(written: readonly string[]): readonly string[] {
  const lines: string[] = [''];
  let [row, column] = [0, 0];
  const tokens = written.join('').match(/\x1b\[[\d;?]*[A-Za-z]|\n|[^\x1b\n]+/g) ?? [];
  for (const token of tokens) {
    const [, count = '', command] = /^\x1b\[(\d*)([A-Za-z])$/.exec(token) ?? [];
    const n = Number(count === '' ? 1 : count);
    const line = lines[row] ?? '';
    if (token === '\n') [row, column] = [row + 1, 0];
    else if (command === 'A') row -= n;
    else if (command === 'B') row += n;
    else if (command === 'G') column = n - 1;
    else if (command === 'K') lines[row] = count === '2' ? '' : line.slice(0, column);
    else if (command === 'J') {
      lines[row] = line.slice(0, column);
      lines.splice(row + 1);
    } else if (command !== undefined || token.startsWith('\x1b'))
      throw new Error(`what is ${token}?`);
    else {
      lines[row] = line.slice(0, column).padEnd(column) + token + line.slice(column + token.length);
      column += token.length;
    }
    while (lines.length <= row) lines.push('');
  }
  const shown = lines.map((line) => line.trimEnd());
  return shown.slice(0, shown.findLastIndex((line) => line !== '') + 1);
}
