/** Items that are produced one at a time, on request. */
export interface HandOver<Item> extends AsyncIterableIterator<Item> {
  /** Ends it for producer and consumer. Pending and later requests reject with the reason. */
  end(reason: Error): Promise<void>;
}

type Outcome = { readonly isWhole: true } | { readonly isWhole: false; readonly reason: Error };

/**
 * An async iterator with a plain function as its producer. The function starts at the first request; `give` returns at the next
 * one. Whenever the iteration ends, also while no request is pending, the producer unwinds and frees its resources: `give`
 * rejects when the consumer returns, when the signal aborts, and when {@link HandOver.end} is called. A generator can only be
 * ended by its consumer.
 */
export function handOver<Item>(
  make: (give: (item: Item) => Promise<void>) => Promise<void>,
  signal?: AbortSignal,
): HandOver<Item> {
  let consumer: ((result: Promise<IteratorResult<Item>>) => void) | undefined;
  let producer: { readonly goOn: () => void; readonly stop: (reason: Error) => void } | undefined;
  let making: Promise<void> | undefined;
  let ending: Outcome | undefined;
  let outcome: Outcome | undefined;

  const abort = (): void => void end(asError(signal?.reason));
  signal?.addEventListener('abort', abort, { once: true });

  async function give(item: Item): Promise<void> {
    if (ending !== undefined) throw stopped(ending);
    const asked = new Promise<void>((goOn, stop) => {
      producer = { goOn, stop };
    });
    hand(Promise.resolve({ done: false, value: item }));
    await asked;
  }

  function hand(result: Promise<IteratorResult<Item>>): void {
    consumer?.(result);
    consumer = undefined;
  }

  function settle(how: Outcome): void {
    outcome ??= how;
    signal?.removeEventListener('abort', abort);
    if (consumer !== undefined) hand(last(outcome));
  }

  function start(): Promise<void> {
    return make(give).then(
      () => settle(ending ?? { isWhole: true }),
      (error: unknown) => settle(ending ?? { isWhole: false, reason: asError(error) }),
    );
  }

  async function stop(how: Outcome): Promise<void> {
    ending ??= how;
    producer?.stop(stopped(ending));
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
        consumer = resolve;
        if (making === undefined) making = start();
        else producer?.goOn();
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
