import { parseJson } from '@/lib/api/api-error';
import { ApiUnreachableError } from '@/lib/api/client';
import { problemSchema } from '@/lib/api/contract';
import { startAwakeTimer, type AwakeTimer } from './awake-timer';
import { checkHealth } from './health-check';
import { isBounded, readBody } from './read-body';
import { createRequestSlots } from './request-slots';
import { AnswerTooLateError, ServerSilentError } from './unanswered-errors';

/** What a page knows about its server. One for all of the page: panes, header and banner say the same. */
export interface ContactState {
  /** `refused`: it answers, but wants a token that this browser does not have. */
  readonly link: 'reachable' | 'silent' | 'refused';
  /**
   * When the first request was sent that was not answered, or the last sign of the server came where that is later, in
   * milliseconds since 1970; `undefined` while all is well.
   */
  readonly since: number | undefined;
  /** How often the server came back. What was not answered before is asked again after each time. */
  readonly returns: number;
  /** Another build answers than the one that this page is of. */
  readonly isUpdated: boolean;
  /** It asked lately to be asked again later. */
  readonly isBusy: boolean;
}

export interface ServerContact {
  readonly state: ContactState;
  /** @returns how to stop listening */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * As `fetch`, and the body is there with the response, but for streams and downloads: waits no longer than the server
   * would work.
   * @throws {ServerSilentError} at once, while the server does not answer
   * @throws {ApiUnreachableError} when this request alone was not answered
   */
  readonly ask: typeof fetch;
  /** The same, and the body is left to be read, for answers of any length. */
  readonly open: typeof fetch;
  /** Notes that the server said something by another way. */
  readonly noteSign: () => void;
  /** Asks whether the server is there; resolves when that is known. */
  look(): Promise<void>;
  /** Which build this page is of. */
  belongTo(revision: string): void;
}

export interface ContactOptions {
  /** Default: the global `fetch`. */
  readonly send?: typeof fetch;
  /** How long a request may take, or an answer be silent. Default 35,000: the server ends its work after 30 s. */
  readonly patienceMs?: number;
  /** After so long a request makes one wonder whether the server is there. Default 1000. */
  readonly wonderMs?: number;
  /** How long the question whether it is there may take. Default 5000. */
  readonly healthMs?: number;
  /** Between two looks while the server does not answer. Default 2000. */
  readonly lookMs?: number;
}

/** One less than a browser has connections to a server: the last is for the question whether it is there. */
const MAX_AT_ONCE = 5;

/** How long after the time that it named the server counts as busy. */
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
        // A browser sends six requests at once: behind those of other tabs this question was perhaps never asked.
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
      // A body that is still to be read ends with the signal, too.
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

/** For how many seconds the server wants to be left alone; `undefined` when it said no such thing. */
async function readBusyPause(answer: Response): Promise<number | undefined> {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (answer.status !== 503 || Number.isNaN(seconds)) return undefined;
  const problem = problemSchema.safeParse(parseJson(await answer.clone().text()));
  // An index in the making has a progress bar of its own.
  return problem.data?.code === 'index_not_ready' ? undefined : seconds;
}

/** Something between page and server says that the server is not there. */
function isGatewayError({ status, headers }: Response): boolean {
  const isOwn = headers.get('content-type')?.includes('json') === true;
  return [502, 503, 504].includes(status) && !isOwn;
}
