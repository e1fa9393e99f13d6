import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { HOSTILE_LINES } from '../../lib/testing/hostile-lines';

/** The expected state of an entry of the output root in the list of simulations. */
export type Expected =
  | { readonly events: number }
  /** One row that says why it cannot be read. */
  | 'problem'
  | 'absent';

/** An entry of an output root that some file system, program or person might leave there. */
export interface OddEntry {
  /** The name of its directory. */
  readonly id: string;
  readonly expected: Expected;
  /** Makes it, given the path of the directory, which is not there yet. */
  readonly make: (directory: string) => void;
}

/** A line of an event; members in `own` replace the usual ones. */
export function line(at: number, own: Readonly<Record<string, unknown>> = {}): string {
  const event = {
    event_id: `id-${String(at)}`,
    timestamp: `2026-10-04T14:00:00.${String(at).padStart(6, '0')}+00:00`,
    turn_number: 1,
    event_type: 'ACTION',
    simulation_id: 'odd',
    agent_id: 'ada',
    details: { action_type: 'wait' },
    ...own,
  };
  return `${JSON.stringify(event)}\n`;
}

const THREE = line(1) + line(2) + line(3);

export const ODD_ENTRIES: readonly OddEntry[] = [
  // Entries in place of a file.
  withFile('pipe-as-config', 3, (directory) => makePipe(path.join(directory, 'config.json'))),
  withFile('pipe-as-result', 3, (directory) => makePipe(path.join(directory, 'result.json'))),
  withFile('pipe-as-checkpoint', 3, (directory) => {
    mkdirSync(path.join(directory, 'checkpoints'));
    makePipe(path.join(directory, 'checkpoints', 'turn_1.json'));
  }),
  withFile('pipe-as-part', 3, (directory) =>
    makePipe(path.join(directory, 'events_2026-01-01_00-00-00.jsonl')),
  ),
  withFile('device-as-config', 3, (directory) =>
    symlinkSync('/dev/zero', path.join(directory, 'config.json')),
  ),
  withFile('directory-as-config', 3, (directory) => mkdirSync(path.join(directory, 'config.json'))),
  withFile('endless-config', 3, (directory) => {
    writeFileSync(path.join(directory, 'config.json'), '');
    truncateSync(path.join(directory, 'config.json'), 5_000_000_000);
  }),
  withFile('deep-config', 3, (directory) =>
    writeFileSync(path.join(directory, 'config.json'), nested(200_000)),
  ),
  { id: 'pipe-as-events', expected: 'problem', make: inside(makePipeIn) },
  {
    id: 'device-as-events',
    expected: 'problem',
    make: inside((directory) => symlinkSync('/dev/zero', path.join(directory, 'events.jsonl'))),
  },
  {
    id: 'directory-as-events',
    expected: 'problem',
    make: inside((directory) => mkdirSync(path.join(directory, 'events.jsonl'))),
  },
  {
    id: 'events-name-themselves',
    expected: 'problem',
    make: inside((directory) => symlinkSync('events.jsonl', path.join(directory, 'events.jsonl'))),
  },
  // Entries in place of a directory.
  {
    id: 'names-itself',
    expected: 'problem',
    make: (directory) => symlinkSync(directory, directory),
  },
  {
    id: 'leads-nowhere',
    expected: 'problem',
    make: (directory) => symlinkSync('/nowhere/at/all', directory),
  },
  { id: 'a-file', expected: 'absent', make: (directory) => writeFileSync(directory, THREE) },
  { id: 'a-pipe', expected: 'absent', make: makePipe },
  { id: 'no-events', expected: 'absent', make: (directory) => mkdirSync(directory) },
  // Names.
  withFile('a b', 3),
  withFile('%2e%2e', 3),
  withFile('a?b#c&d=e', 3),
  withFile('__proto__', 3),
  withFile('constructor', 3),
  withFile("'; DROP TABLE events; --", 3),
  withFile('<img src=x onerror=alert(1)>', 3),
  withFile('x'.repeat(255), 3),
  // Contents.
  withText('empty', 0, ''),
  withText('one-newline', 0, '\n'),
  withText('no-newline', 1, line(1).trimEnd()),
  withText('no-event', 0, 'no event\n'.repeat(1000)),
  withText('byte-order-mark', 3, `\uFEFF${THREE}`),
  withText('crlf', 3, THREE.replaceAll('\n', '\r\n')),
  withText('hole-of-nuls', 3, `${line(1)}${'\0'.repeat(100_000)}${line(2)}${line(3)}`),
  withText('two-simulations', 2, line(1) + line(2, { simulation_id: 'another' })),
  withText('details-that-are-a-list', 2, line(1, { details: [1, 2] }) + line(2, { details: 'x' })),
  withText(
    'numbers-out-of-range',
    2,
    line(1, { event_type: 'STATE', details: { variable_name: 'v', new_value: 0 } }).replace(
      '"new_value":0',
      '"new_value":1e400',
    ) +
      line(2, { event_type: 'STATE', details: { variable_name: 'v', new_value: 0 } }).replace(
        '"new_value":0',
        '"new_value":5e-324',
      ),
  ),
  withText('deep', 2, line(1, { details: 0 }).replace(':0}', `:${nested(100_000)}}`) + line(2)),
  withText('an-id-of-a-megabyte', 2, line(1, { event_id: 'i'.repeat(1_000_000) }) + line(2)),
  withText('an-id-of-half-a-pair', 2, line(1).replace('id-1', '\\ud800') + line(2)),
  withText('an-id-like-a-path', 2, line(1, { event_id: '../../etc/passwd' }) + line(2)),
  withText(
    'every-odd-line',
    HOSTILE_LINES.filter(({ reading }) => reading === 'event').length,
    Buffer.concat(HOSTILE_LINES.flatMap(({ bytes }) => [bytes, Buffer.from('\n')])),
  ),
  // Parts.
  {
    id: 'numbered-parts',
    expected: { events: 3 },
    make: inside((directory) => {
      for (const [at, name] of ['events.jsonl.2', 'events.jsonl.1', 'events.jsonl'].entries()) {
        writeFileSync(path.join(directory, name), line(at));
      }
    }),
  },
  {
    id: 'dated-parts',
    expected: { events: 3 },
    make: inside((directory) => {
      writeFileSync(path.join(directory, 'events.jsonl-20251003.gz'), gzipSync(line(1)));
      writeFileSync(path.join(directory, 'events.jsonl-20251004'), line(2));
      writeFileSync(path.join(directory, 'events.jsonl'), line(3));
    }),
  },
  {
    id: 'compressed-parts',
    expected: { events: 4 },
    make: inside((directory) => {
      const [first, second] = [gzipSync(line(1)), gzipSync(line(2))];
      const name = 'events_2026-01-01_00-00-00.jsonl.gz';
      writeFileSync(path.join(directory, name), Buffer.concat([first, second]));
      writeFileSync(path.join(directory, 'events.jsonl.1.gz'), gzipSync(line(3)));
      writeFileSync(path.join(directory, 'events.jsonl'), line(4));
    }),
  },
  withFile('a-part-in-zst', 3, (directory) =>
    writeFileSync(path.join(directory, 'events_2026-01-01_00-00-00.jsonl.zst'), 'zst'),
  ),
];

/** @param expected how many events the list must say */
function withText(id: string, expected: number, text: string | Uint8Array): OddEntry {
  return {
    id,
    expected: { events: expected },
    make: inside((directory) => writeFileSync(path.join(directory, 'events.jsonl'), text)),
  };
}

/** A run of three good events, and something beside them. */
function withFile(id: string, expected: number, beside?: (directory: string) => void): OddEntry {
  return {
    id,
    expected: { events: expected },
    make: inside((directory) => {
      writeFileSync(path.join(directory, 'events.jsonl'), THREE);
      beside?.(directory);
    }),
  };
}

function inside(fill: (directory: string) => void): (directory: string) => void {
  return (directory) => {
    mkdirSync(directory);
    fill(directory);
  };
}

function makePipe(name: string): void {
  execFileSync('mkfifo', [name]);
}

function makePipeIn(directory: string): void {
  makePipe(path.join(directory, 'events.jsonl'));
}

/** A list in a list in a list, so deep. */
function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}
