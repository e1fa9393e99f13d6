import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** A client that counts the events it is sent, and does as little else as it can. */
export interface CountingClient {
  readonly events: number;
  /** From emission until receipt, ms; only for a client that measures. */
  readonly latenciesMs: readonly number[];
  hangUp(): void;
}

export type Transport = 'sse' | 'websocket';

/** Occurs once per event, in each transport. */
const MARK = Buffer.from('"emitted_ms":');
const TIME_LENGTH = 13;
const TIMES = /"emitted_ms":(\d{13})/g;

/**
 * Connects; resolves when the first bytes have come. `looksAtTimes` says whether it reads when events were emitted, which
 * costs more than counting.
 */
export async function countEvents(
  transport: Transport,
  url: string,
  looksAtTimes: boolean,
): Promise<CountingClient> {
  let events = 0;
  const latenciesMs: number[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));

  function take(chunk: Buffer): void {
    begin();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, from)) {
      const end = at + MARK.length + TIME_LENGTH;
      if (end > bytes.length) break;
      from = end;
      events += 1;
    }
    if (looksAtTimes) {
      const nowMs = Date.now();
      for (const [, emittedMs] of bytes.toString('latin1', 0, from).matchAll(TIMES))
        latenciesMs.push(nowMs - Number(emittedMs));
    }
    // A mark or a time that was cut is read with the next chunk.
    rest = bytes.subarray(Math.max(from, bytes.length - MARK.length - TIME_LENGTH));
  }

  const socket = await (transport === 'sse' ? openStream(url, take) : openWebSocket(url, take));
  await begun;
  return {
    get events() {
      return events;
    },
    latenciesMs,
    hangUp: () => void socket.destroy(),
  };
}

function openStream(url: string, take: (chunk: Buffer) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const refuse = ({ statusCode }: IncomingMessage): void => {
      reject(new Error(`${url} was answered with ${String(statusCode)}`));
    };
    get(url, { agent: false }, (response) => {
      if (response.statusCode === 200) resolve(response.socket);
      else refuse(response);
      response.on('data', take).on('error', hungUp);
    }).on('error', reject);
  });
}

/** Frames of a server are not masked, so they can be read as bytes. */
function openWebSocket(url: string, take: (chunk: Buffer) => void): Promise<Socket> {
  const headers = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  };
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers }, ({ statusCode }) => {
      reject(new Error(`${url} was answered with ${String(statusCode)}`));
    })
      .on('upgrade', (_, socket, head) => {
        take(head);
        socket.on('data', take).on('error', hungUp);
        const alive = setInterval(() => socket.write(PONG), PONG_EVERY_MS);
        socket.on('close', () => {
          clearInterval(alive);
        });
        resolve(socket);
      })
      .on('error', reject);
  });
}

const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const PONG_EVERY_MS = 10_000;

function hungUp(): void {
  // Both ends hang up as they like.
}
