import type { Terminal } from './progress-view';

export interface InterceptedWrites {
  /** Writes during `draw` go directly to the streams. */
  pass(draw: () => void): void;
  /** Restores the streams, and writes a remaining partial line. */
  release(): void;
}

type WriteCallback = (error?: Error | null) => void;

/**
 * Passes whole lines that any code writes to these streams to `print`, which itself writes to the streams. Streams that are not
 * terminals are left alone.
 */
export function interceptWrites(
  streams: Iterable<Terminal>,
  print: (lines: string) => void,
): InterceptedWrites {
  let isPassing = false;

  function pass(draw: () => void): void {
    const before = isPassing;
    isPassing = true;
    try {
      draw();
    } finally {
      isPassing = before;
    }
  }

  function intercept(stream: Terminal): () => void {
    const own = Object.getOwnPropertyDescriptor(stream, 'write');
    const write = stream.write.bind(stream);
    let rest = '';
    stream.write = (
      chunk: string | Uint8Array,
      second?: BufferEncoding | WriteCallback,
      third?: WriteCallback,
    ): boolean => {
      const callback = typeof second === 'function' ? second : third;
      if (isPassing) return write(chunk, callback);
      rest += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const end = rest.lastIndexOf('\n') + 1;
      const lines = rest.slice(0, end);
      rest = rest.slice(end);
      if (lines !== '') pass(() => print(lines));
      if (callback !== undefined) process.nextTick(callback);
      return true;
    };
    return () => {
      if (own === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', own);
      if (rest !== '') write(rest);
    };
  }

  const releases = [...new Set(streams)].filter((stream) => stream.isTTY === true).map(intercept);
  return {
    pass,
    release() {
      for (const release of releases) release();
    },
  };
}
