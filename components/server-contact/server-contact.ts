import { parseJson } from '@/lib/api/api-error';
import { ApiUnreachableError } from '@/lib/api/client';
import { problemSchema } from '@/lib/api/contract';
import { startAwakeTimer, type AwakeTimer } from './awake-timer';
import { checkHealth } from './health-check';
import { isBounded, readBody } from './read-body';
import { createRequestSlots } from './request-slots';
import { AnswerTooLateError, ServerSilentError } from './unanswered-errors';

/** The state of the connection to the server, one for the whole page: panes, header and banner agree. */
export interface ContactState {
  /** `refused`: it answers, but requires a token that this browser does not have. */
  readonly link: 'reachable' | 'silent' | 'refused';
  /**
   * When the first unanswered request was sent, or when the server last answered, whichever is later, in milliseconds since
   * 1970; `undefined` while all is well.
   */
  readonly since: number | undefined;
  /** The number of times the server came back. Each time, unanswered requests are repeated. */
  readonly returns: number;
  /** Whether the server has another build than this page. */
  readonly isUpdated: boolean;
  /** Whether the server recently asked for a later retry. */
  readonly isBusy: boolean;
}

export interface ServerContact {
  readonly state: ContactState;
  /** @returns a function that unsubscribes */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Like `fetch`, but it reads the body as well, except for streams and downloads, and waits no longer than the server would
   * work.
   * @throws {ServerSilentError} at once, while the server is down
   * @throws {ApiUnreachableError} when only this request was not answered
   */
  readonly ask: typeof fetch;
  /** The same without reading the body, for answers of any length. */
  readonly open: typeof fetch;
  /** Records a sign of life of the server from elsewhere. */
  readonly noteSign: () => void;
  /** Runs a health check. Resolves with its result. */
  look(): Promise<void>;
  /** Sets the build of this page. */
  belongTo(revision: string): void;
}

export interface ContactOptions {
  /** Default: the global `fetch`. */
  readonly send?: typeof fetch;
  /** The time limit of a request, and of silence in a response, ms. Default 35,000: the server ends its work after 30 s. */
  readonly patienceMs?: number;
  /** A request that takes longer than this triggers a health check, ms. Default 1000. */
  readonly wonderMs?: number;
  /** The time limit of a health check, ms. Default 5000. */
  readonly healthMs?: number;
  /** The interval of health checks while the server is down, ms. Default 2000. */
  readonly lookMs?: number;
}

/** One less than a browser's connections to a server: the last one is for health checks. */
const MAX_AT_ONCE = 5;

/** How long after the named time the server counts as busy, ms. */
const BUSY_MS = 2000;

const WELL: ContactState = {
  link: 'reachable',
  since: undefined,
  returns: 0,
  isUpdated: false,
  isBusy: false,
};

export function createServerContact({
  send = (input, init) => fetch(input, init),
  patienceMs = 35_000,
  wonderMs = 1000,
  healthMs = 5000,
  lookMs = 2000,
}: ContactOptions = {}): ServerContact {
  let state = WELL;
  let ownRevision: string | undefined;
  let heardAt = 0;
  let looking: Promise<void> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let busy: ReturnType<typeof setTimeout> | undefined;
  const slots = createRequestSlots(MAX_AT_ONCE);
  const listeners = new Set<() => void>();
  const waiting = new Set<AbortController>();

  function change(next: Partial<ContactState>): void {
    const changed = { ...state, ...next };
    const keys = ['link', 'since', 'returns', 'isUpdated', 'isBusy'] as const;
    if (keys.every((key) => changed[key] === state[key])) return;
    state = changed;
    for (const listener of listeners) listener();
  }

  function lose(link: 'silent' | 'refused', since: number): void {
    change({ link, since: state.since ?? Math.max(since, heardAt) });
    for (const ending of waiting) ending.abort(new ServerSilentError(messageOf(link)));
    clearTimeout(watch);
    watch = setTimeout(() => void look(), lookMs);
  }

  async function lookOnce(since: number): Promise<void> {
    const askedAt = Date.now();
    const health = await checkHealth(send, healthMs);
    switch (health.kind) {
      case 'answers': {
        clearTimeout(watch);
        heardAt = Date.now();
        ownRevision ??= health.revision;
        const isBack = state.link !== 'reachable';
        change({
          ...(isBack ? { link: 'reachable', since: undefined, returns: state.returns + 1 } : {}),
          isUpdated: ownRevision !== health.revision,
        });
        return;
      }
      case 'refuses':
        lose('refused', since);
        return;
      case 'fails':
        lose('silent', since);
        return;
      case 'hangs':
        // A browser sends six requests at once, so the health check may have been queued behind those of other tabs.
        if (heardAt < askedAt || state.link !== 'reachable') lose('silent', since);
        else if (waiting.size > 0) await lookOnce(Date.now());
    }
  }

  function look(since = Date.now()): Promise<void> {
    looking ??= lookOnce(since).finally(() => {
      looking = undefined;
    });
    return looking;
  }

  function noteBusy(seconds: number): void {
    clearTimeout(busy);
    change({ isBusy: true });
    busy = setTimeout(() => change({ isBusy: false }), seconds * 1000 + BUSY_MS);
  }

  async function request(
    input: RequestInfo | URL,
    init: RequestInit,
    isReadWhole: boolean,
  ): Promise<Response> {
    if (state.link !== 'reachable') throw new ServerSilentError(messageOf(state.link));
    let sentAt = Date.now();
    const ending = new AbortController();
    const signal = init.signal ?? undefined;
    const giveUp = (): void => ending.abort(signal?.reason);
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp);
    let timer: AwakeTimer | undefined;
    const hear = (): void => {
      heardAt = Date.now();
      timer?.restart();
    };
    waiting.add(ending);
    let answer: Response | undefined;
    let giveBack: (() => void) | undefined;
    try {
      giveBack = await slots.take(ending.signal);
      sentAt = Date.now();
      timer = startAwakeTimer([wonderMs, patienceMs], (timeMs) => {
        void look(sentAt);
        if (timeMs !== patienceMs) return;
        const seconds = String(patienceMs / 1000);
        ending.abort(new AnswerTooLateError(`The server did not answer within ${seconds} s.`));
      });
      answer = await send(input, { ...init, signal: ending.signal });
      hear();
      if (isReadWhole && isBounded(answer)) answer = await readBody(answer, hear);
      if (answer.status === 401 || isGatewayError(answer)) {
        await look(sentAt);
        if (isLost()) throw new ServerSilentError(messageOf(state.link));
      }
      const pauseSeconds = await readBusyPause(answer);
      if (pauseSeconds !== undefined) noteBusy(pauseSeconds);
      return answer;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const reason: unknown = ending.signal.reason;
      if (reason instanceof ApiUnreachableError) throw reason;
      if (error instanceof ApiUnreachableError) throw error;
      await look(sentAt);
      if (isLost()) throw new ServerSilentError(messageOf(state.link), { cause: error });
      throw new ApiUnreachableError('The connection to the server broke.', { cause: error });
    } finally {
      timer?.stop();
      giveBack?.();
      waiting.delete(ending);
      // The signal also ends reading the body.
      const isOver = answer === undefined || (isReadWhole && isBounded(answer));
      if (isOver) signal?.removeEventListener('abort', giveUp);
    }
  }

  const isLost = (): boolean => state.link !== 'reachable';

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask: (input, init = {}) => request(input, init, true),
    open: (input, init = {}) => request(input, init, false),
    noteSign() {
      heardAt = Date.now();
    },
    look: () => look(),
    belongTo(revision) {
      ownRevision = revision;
    },
  };
}

function messageOf(link: ContactState['link']): string {
  return link === 'refused' ? 'The server asks for another token.' : 'The server does not answer.';
}

/** The pause that the server asked for, in seconds; `undefined` when it did not. */
async function readBusyPause(answer: Response): Promise<number | undefined> {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (answer.status !== 503 || Number.isNaN(seconds)) return undefined;
  const problem = problemSchema.safeParse(parseJson(await answer.clone().text()));
  // Indexing has its own progress bar.
  return problem.data?.code === 'index_not_ready' ? undefined : seconds;
}

/** Whether a proxy reports that the server is down. */
function isGatewayError({ status, headers }: Response): boolean {
  const isOwn = headers.get('content-type')?.includes('json') === true;
  return [502, 503, 504].includes(status) && !isOwn;
}
