import { connect } from 'node:net';
import type { Checks } from './checks';
import { oddRequests, type OddRequest } from './odd-requests';
import { tryRoute, type AskedServer } from './try-routes';

const GIVE_UP_MS = 10_000;

/** Sends each request over a connection of its own, then sees that the server is as before. */
export async function tryOddRequests(
  url: string,
  simulationId: string,
  asked: AskedServer,
  checks: Checks,
): Promise<void> {
  for (const request of oddRequests(simulationId)) {
    const [status, answer] = await send(url, request);
    const tried = request.head.join(' | ').slice(0, 120);
    const isRight = request.expected.includes(status);
    checks.add(
      tried,
      isRight ? undefined : `status ${String(status)}, not ${request.expected.join(' or ')}`,
    );
    const secret = asked.secrets.find((one) => answer.includes(one));
    checks.add(`${tried}, secrets`, secret === undefined ? undefined : `it holds ${secret}`);
  }
  await tryRoute(asked, '/health', checks);
  await tryRoute(asked, `/simulations/${encodeURIComponent(simulationId)}/events`, checks);
}

/** The status of the answer, 0 when there is none, and its text. */
async function send(url: string, { head }: OddRequest): Promise<[status: number, answer: string]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.setTimeout(GIVE_UP_MS, () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    // A connection that is kept, or a stream that goes on, is not waited for.
    if (chunk.includes('\r\n\r\n')) socket.end();
  });
  // It is told by what has come until then.
  socket.on('error', () => undefined);
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  await closed;
  const answer = Buffer.concat(chunks).toString();
  return [Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), answer];
}
