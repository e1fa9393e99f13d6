import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** A response, and its duration. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** From asking to the last byte, ms. */
  readonly ms: number;
}

/** Sends requests to one server, over persistent connections. */
export interface HttpAsker extends Disposable {
  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The answer, which has to be a good one. @throws {RouteMissingError} @throws on any other status than 200 */
  get(path: string): Promise<Answer>;
  /** A successful response, chunk by chunk. @returns its size in bytes @throws as `get` does */
  drain(path: string): Promise<number>;
  /** A response of any status, of which only the size is kept. */
  measure(path: string, options?: MeasureOptions): Promise<MeasuredAnswer>;
}

export interface MeasuredAnswer extends Pick<Answer, 'status' | 'ms'> {
  readonly bytes: number;
}

export interface MeasureOptions {
  readonly signal?: AbortSignal | undefined;
  /** How fast the answer is read. Default: as it comes. */
  readonly bytesPerSecond?: number | undefined;
}

/** The server does not know the route. */
export class RouteMissingError extends Error {}

/** @param connections how many at most, the rest waiting in line; default 1 */
export function askHttp(baseUrl: string, connections = 1): HttpAsker {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  function send(
    path: string,
    headers: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<IncomingMessage> {
    return new Promise<IncomingMessage>((resolve, reject) => {
      request(new URL(path, baseUrl), {
        agent,
        headers,
        ...(signal === undefined ? {} : { signal }),
      })
        .on('response', resolve)
        .on('error', reject)
        .end();
    });
  }

  async function ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    const startMs = performance.now();
    const response = await send(path, headers);
    const body = await readAll(response);
    const ms = performance.now() - startMs;
    return { status: response.statusCode ?? 0, headers: response.headers, body, ms };
  }

  return {
    ask,
    async get(path) {
      const answer = await ask(path);
      refuse(path, answer.status, answer.body);
      return answer;
    },
    async drain(path) {
      const response = await send(path);
      if (response.statusCode !== 200)
        refuse(path, response.statusCode ?? 0, await readAll(response));
      let bytes = 0;
      await readEach(response, (chunk) => (bytes += chunk.length));
      return bytes;
    },
    async measure(path, { signal, bytesPerSecond = Infinity } = {}) {
      const startMs = performance.now();
      const response = await send(path, {}, signal);
      let bytes = 0;
      await readEach(response, (chunk) => {
        bytes += chunk.length;
        pause(response, (1000 * chunk.length) / bytesPerSecond);
      });
      return { status: response.statusCode ?? 0, ms: performance.now() - startMs, bytes };
    },
    [Symbol.dispose]() {
      agent.destroy();
    },
  };
}

function refuse(path: string, status: number, body: Buffer): void {
  if (status === 200) return;
  if (status === 404) throw new RouteMissingError(`${path} is not there`);
  throw new Error(`${path} was answered with ${status}: ${body.toString('utf8', 0, 500)}`);
}

function pause(response: IncomingMessage, ms: number): void {
  if (ms < 1) return;
  response.pause();
  setTimeout(() => response.resume(), ms);
}

async function readAll(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readEach(response, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

function readEach(response: IncomingMessage, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    response.on('data', take).on('end', resolve).on('error', reject);
  });
}
