import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LineSearch } from '../filters/line-search';
import type { Segment } from './line-blocks';
import type { SegmentScan } from './scan-segment';
import type { ScanReply, ScanTask } from './scan-worker';
import type { RunSummary, RunToSummarise } from './summarise-run';

/** Threads that read segments of event files in parallel. They start when needed and end when idle. */
export interface ScanPool {
  /** Rejects when the file cannot be read. Segments wait for a thread in their order. */
  scan(segment: Segment): Promise<SegmentScan>;
  /** Like `searchSegment`. */
  search(segment: Segment, search: LineSearch): Promise<Float64Array>;
  /** Like `summariseRun`, for each run. */
  summarise(runs: readonly RunToSummarise[]): Promise<readonly (RunSummary | undefined)[]>;
  close(): Promise<void>;
}

export interface ScanPoolOptions {
  /** Default: one per core, at most 4. */
  readonly threads?: number;
  /** A thread ends after being idle for this long, ms. Default 5,000. */
  readonly idleMs?: number;
}

interface Job {
  readonly task: ScanTask;
  resolve(reply: ScanReply): void;
  reject(error: Error): void;
}

const MAX_THREADS = 4;

export function createScanPool(options: ScanPoolOptions = {}): ScanPool {
  const { threads = Math.min(MAX_THREADS, availableParallelism()), idleMs = 5000 } = options;
  const waiting: Job[] = [];
  const idle: ScanThread[] = [];
  const all = new Set<ScanThread>();

  function dispatch(): void {
    while (waiting.length > 0) {
      const thread = idle.pop() ?? (all.size < threads ? start() : undefined);
      const job = thread === undefined ? undefined : waiting.shift();
      if (thread === undefined || job === undefined) return;
      thread.run(job);
    }
  }

  function start(): ScanThread {
    const thread = startThread({
      onIdle() {
        idle.push(thread);
        dispatch();
      },
      onRetire() {
        const at = idle.indexOf(thread);
        if (at !== -1) idle.splice(at, 1);
      },
      onEnd() {
        all.delete(thread);
        dispatch();
      },
      idleMs,
    });
    all.add(thread);
    return thread;
  }

  async function ask(task: ScanTask): Promise<ScanReply> {
    const reply = await new Promise<ScanReply>((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      dispatch();
    });
    if ('problem' in reply) throw new Error(reply.problem);
    return reply;
  }

  return {
    async scan(segment) {
      const reply = await ask({ segment });
      if ('scan' in reply) return reply.scan;
      throw new TypeError('the thread did not answer with a scan');
    },
    async search(segment, search) {
      const reply = await ask({ segment, search });
      if ('lineOffsets' in reply) return reply.lineOffsets;
      throw new TypeError('the thread did not answer with search results');
    },
    async summarise(runs) {
      const reply = await ask({ runs });
      if ('summaries' in reply) return reply.summaries;
      throw new TypeError('the thread did not answer with summaries');
    },
    async close() {
      for (const job of waiting.splice(0)) job.reject(new Error('the scan pool was closed'));
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };
}

interface ScanThread {
  run(job: Job): void;
  end(): Promise<void>;
}

function startThread(options: {
  readonly idleMs: number;
  onIdle(): void;
  /** The thread takes no more work and will end soon. */
  onRetire(): void;
  onEnd(): void;
}): ScanThread {
  const worker = new Worker(new URL('./scan-thread.mjs', import.meta.url), { execArgv: [] });
  let job: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: Error): void => {
    job?.reject(error);
    job = undefined;
  };
  const end = async (): Promise<void> => {
    options.onRetire();
    await worker.terminate();
  };
  worker.on('message', (reply: ScanReply) => {
    const done = job;
    job = undefined;
    worker.unref();
    timer = setTimeout(() => void end(), options.idleMs).unref();
    done?.resolve(reply);
    options.onIdle();
  });
  worker.on('error', fail);
  worker.on('exit', () => {
    clearTimeout(timer);
    fail(new Error('a scanning thread ended before its work was done'));
    options.onRetire();
    options.onEnd();
  });
  return {
    run(next) {
      clearTimeout(timer);
      job = next;
      worker.ref();
      worker.postMessage(next.task);
    },
    end,
  };
}
