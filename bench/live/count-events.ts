import { get, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** A client that counts the events it is sent, and does as little else as it can. */
export interface CountingClient {
  readonly events: number;
  /** From when they were written until they came, ms; only of one that was told to look. */
  readonly latenciesMs: readonly number[];
  hangUp(): void;
}

export type Transport = 'sse' | 'websocket';

const WRITTEN = /"written_ms":(\d+)/g;
/** What every event has once, whatever carries it. */
const MARK = Buffer.from('"written_ms":');

/** Connects; resolves when the first bytes have come. `looksAtTimes` says whether it reads when events were written. */
export async function countEvents(
  transport: Transport,
  url: string,
  looksAtTimes: boolean,
): Promise<CountingClient> {
  let events = 0;
  const latenciesMs: number[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let began = (): void => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));

  function take(chunk: Buffer): void {
    began();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, from)) {
      // The number may have been cut through; its line has more after it.
      if (at + MARK.length + 16 > bytes.length) break;
      from = at + MARK.length;
      events += 1;
    }
    if (looksAtTimes) {
      const nowMs = Date.now();
      const text = bytes.subarray(0, from + 16).toString('latin1');
      for (const [, writtenMs] of text.matchAll(WRITTEN))
        latenciesMs.push(nowMs - Number(writtenMs));
    }
    rest = bytes.subarray(Math.max(from, bytes.length - 4 * MARK.length));
  }

  const hangUp = transport === 'sse' ? readBody(url, take) : readFrames(url, take);
  await begun;
  return {
    get events() {
      return events;
    },
    latenciesMs,
    hangUp,
  };
}

function readBody(url: string, take: (chunk: Buffer) => void): () => void {
  const request = get(url, (response) => {
    response.on('data', take).on('error', ignore);
  });
  request.on('error', ignore);
  return () => void request.destroy();
}

/** Frames are read as bytes: what a server sends is not masked. */
function readFrames(url: string, take: (chunk: Buffer) => void): () => void {
  const request = get(url, {
    headers: {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    },
  });
  let alive: NodeJS.Timeout | undefined;
  request.on('error', ignore).on('upgrade', (_, socket, head: Buffer) => {
    take(head);
    socket.on('data', take).on('error', ignore);
    alive = setInterval(() => socket.write(PONG), PONG_MS);
    socket.on('close', () => clearInterval(alive));
  });
  request.on('socket', (socket) => sockets.set(request, socket));
  return () => {
    clearInterval(alive);
    sockets.get(request)?.destroy();
  };
}

const sockets = new WeakMap<ClientRequest, Socket>();
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const PONG_MS = 10_000;

function ignore(): void {
  // Both ends hang up as they like.
}
