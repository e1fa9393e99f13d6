/** Items that come one at a time, each made when it is asked for. */
export interface HandOver<Item> extends AsyncIterableIterator<Item> {
  /** Ends it for maker and taker alike; who takes, now or later, is told the reason. */
  end(reason: Error): Promise<void>;
}

type Outcome = { readonly isWhole: true } | { readonly isWhole: false; readonly reason: Error };

/**
 * An async iterator whose maker is one plain function: it starts when the first item is asked for, and `give` comes
 * back when the next one is. However it ends, also when nobody asks for more, the maker unwinds and frees what it
 * holds: `give` rejects when the taker returns, when the signal aborts and when {@link HandOver.end} is called. A
 * generator is only ever ended by its taker.
 */
export function handOver<Item>(
  make: (give: (item: Item) => Promise<void>) => Promise<void>,
  signal?: AbortSignal,
): HandOver<Item> {
  let taker: ((result: Promise<IteratorResult<Item>>) => void) | undefined;
  let maker: { readonly goOn: () => void; readonly stop: (reason: Error) => void } | undefined;
  let making: Promise<void> | undefined;
  let ending: Outcome | undefined;
  let outcome: Outcome | undefined;

  const abort = (): void => void end(asError(signal?.reason));
  signal?.addEventListener('abort', abort, { once: true });

  async function give(item: Item): Promise<void> {
    if (ending !== undefined) throw stopped(ending);
    const asked = new Promise<void>((goOn, stop) => {
      maker = { goOn, stop };
    });
    hand(Promise.resolve({ done: false, value: item }));
    await asked;
  }

  function hand(result: Promise<IteratorResult<Item>>): void {
    taker?.(result);
    taker = undefined;
  }

  function settle(how: Outcome): void {
    outcome ??= how;
    signal?.removeEventListener('abort', abort);
    if (taker !== undefined) hand(last(outcome));
  }

  function start(): Promise<void> {
    return make(give).then(
      () => settle(ending ?? { isWhole: true }),
      (error: unknown) => settle(ending ?? { isWhole: false, reason: asError(error) }),
    );
  }

  async function stop(how: Outcome): Promise<void> {
    ending ??= how;
    maker?.stop(stopped(ending));
    if (making === undefined) settle(ending);
    await making;
  }

  function end(reason: Error): Promise<void> {
    return stop({ isWhole: false, reason });
  }

  if (signal?.aborted === true) abort();
  return {
    next() {
      if (outcome !== undefined) return last(outcome);
      return new Promise((resolve) => {
        taker = resolve;
        if (making === undefined) making = start();
        else maker?.goOn();
      });
    },
    async return() {
      await stop({ isWhole: true });
      return { done: true, value: undefined };
    },
    end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function last(outcome: Outcome): Promise<IteratorReturnResult<undefined>> {
  return outcome.isWhole
    ? Promise.resolve({ done: true, value: undefined })
    : Promise.reject(outcome.reason);
}

function stopped(ending: Outcome): Error {
  return ending.isWhole ? new Error('no more is wanted') : ending.reason;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason), { cause: reason });
}
