import { z } from 'zod';
import type { HttpAsker } from '../ask-http';
import type { MeasuredServer } from '../serve-measured';
import type { Checks } from './checks';

/** Beyond these an answer, a turn of the event loop or a wait for `/health` is a fault. */
export interface Bounds {
  readonly answerMs: number;
  readonly answerBytes: number;
  readonly turnMs: number;
  readonly healthMs: number;
  /** From SIGTERM to the end of the process. */
  readonly stopMs: number;
}

/** The promise of the server: an answer within 30 s, and none that delays the others. */
export const BOUNDS: Bounds = {
  answerMs: 31_000,
  answerBytes: 100_000_000,
  turnMs: 50,
  healthMs: 1000,
  // README promises two seconds for answers under way; one more for a machine that is busy.
  stopMs: 3000,
};

/** For a shared machine: only a missing answer is a fault, not a slow one. */
export const PATIENT: Bounds = {
  ...BOUNDS,
  turnMs: Infinity,
  healthMs: Infinity,
  stopMs: 15_000,
};

export interface AskedServer {
  readonly server: Pick<MeasuredServer, 'longestTurn'>;
  readonly asker: HttpAsker;
  /** With its own connections, because it is requested at the same time. */
  readonly health: HttpAsker;
  readonly bounds: Bounds;
  /** Texts that no answer may hold: the paths of this machine. */
  readonly secrets: readonly string[];
}

const problemSchema = z.object({ code: z.string(), status: z.int() });

/** Requests a route, with concurrent requests of /health, and checks the answer. */
export async function tryRoute(
  { server, asker, health, bounds, secrets }: AskedServer,
  route: string,
  checks: Checks,
): Promise<void> {
  await server.longestTurn();
  const watching = new AbortController();
  const watched = longestHealth(health, watching.signal);
  const answer = await asker.ask(route).catch((error: unknown) => error);
  watching.abort();
  const [healthMs, turn] = [await watched, await server.longestTurn()];
  // A turn is long for other reasons too on a machine that is shared: it must have been worked in.
  const turnMs = Math.min(turn.wallMs, turn.workMs);
  const tried = route.slice(0, 120);
  checks.add(`${tried}, turn`, over('the event loop stood still for', turnMs, bounds.turnMs));
  checks.add(`${tried}, /health`, over('was waited for', healthMs, bounds.healthMs));
  if (!isAnswer(answer)) {
    checks.add(tried, `no answer: ${String(answer)}`);
    return;
  }
  checks.add(`${tried}, time`, over('took', answer.ms, bounds.answerMs));
  const tooLong = answer.body.length > bounds.answerBytes;
  checks.add(`${tried}, size`, tooLong ? `${String(answer.body.length)} bytes` : undefined);
  checks.add(tried, faultOf(answer, secrets));
}

async function longestHealth(health: HttpAsker, signal: AbortSignal): Promise<number> {
  let longest = 0;
  do {
    longest = Math.max(longest, (await health.get('/health')).ms);
    await new Promise((resolve) => setTimeout(resolve, 20));
  } while (!signal.aborted);
  return longest;
}

type Answer = Awaited<ReturnType<HttpAsker['ask']>>;

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'body' in answer;
}

function over(what: string, ms: number, bound: number): string | undefined {
  return ms > bound ? `${what} ${ms.toFixed(0)} ms` : undefined;
}

/** The fault of an answer; nothing when it is correct, or a documented problem. */
function faultOf({ status, body }: Answer, secrets: readonly string[]): string | undefined {
  const text = body.subarray(0, 10_000_000).toString();
  const secret = secrets.find((one) => text.includes(one));
  if (secret !== undefined) return `it holds ${JSON.stringify(secret)}`;
  if (status < 400) return undefined;
  const problem = problemSchema.safeParse(parse(text));
  if (!problem.success) return `status ${String(status)} without a problem: ${text.slice(0, 200)}`;
  const { code } = problem.data;
  return code === 'internal_error' ? 'an error that nobody expected' : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
