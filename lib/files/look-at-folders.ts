import { Worker } from 'node:worker_threads';

// Folders are looked at by one thread of this process, with calls that do not wait for each other: a look at 5,000 of them
// takes a tenth of the time that as many promises take, and keeps nobody else waiting.

/** What a thread is asked: the names under an output root, or the files in some folders. */
export type LookRequest = { readonly root: string } | FoldersRequest;

export interface FoldersRequest {
  /** Paths; as bytes where they are not UTF-8. */
  readonly folders: readonly (string | Uint8Array)[];
  /** Which names are looked at. */
  readonly wanted: RegExp;
}

export interface RootReply {
  readonly names: readonly string[];
  /** Names that are not UTF-8. */
  readonly rawNames: readonly Uint8Array[];
  /** The code of the error, when the root cannot be read. */
  readonly problem?: string;
}

export interface FoldersReply {
  readonly folders: readonly {
    /** Joined by `/`. */
    readonly names: string;
    readonly problems: readonly NamedProblem[];
    readonly problem?: string;
  }[];
  /** Of all files of all folders, {@link STAT_FIELDS} numbers each. */
  readonly stats: BigUint64Array;
}

/** Of a file its device, inode, size, time of change in nanoseconds, and mode. */
export const STAT_FIELDS = 5;

/** The name of a file that cannot be looked at, and the code of the error. */
export type NamedProblem = readonly [name: string, code: string];

/** What is in a folder, as of one moment: a rename that happens meanwhile is seen whole or not at all. */
export interface FolderLook {
  /** In no order. */
  readonly names: readonly string[];
  /** {@link STAT_FIELDS} numbers a name; all 0 of a file that cannot be looked at. */
  readonly stats: BigUint64Array;
  readonly problems: readonly NamedProblem[];
  /** Why there is nothing: the code of the error, or `DANGLING` of a link to nothing. */
  readonly problem: string | undefined;
}

type LookReply = RootReply | FoldersReply;

interface Asker {
  resolve(reply: LookReply): void;
  reject(error: Error): void;
}

/** So many folders are looked at for one asker before another has its turn. */
const BATCH = 128;

let thread: Worker | undefined;

/** They are answered in the order in which they asked. */
const askers: Asker[] = [];

/** The names under an output root, in no order. */
export async function listRoot(root: string): Promise<RootReply> {
  const reply = await ask({ root });
  if ('folders' in reply)
    throw new TypeError('a thread was asked for names and did something else');
  return reply;
}

/** Looks at the files in folders whose names are wanted; folders and files that cannot be looked at say why. */
export async function lookAtFolders(request: FoldersRequest): Promise<readonly FolderLook[]> {
  const looks: FolderLook[] = [];
  for (let from = 0; from < request.folders.length; from += BATCH) {
    const folders = request.folders.slice(from, from + BATCH);
    const reply = await ask({ folders, wanted: request.wanted });
    if (!('folders' in reply)) throw new TypeError('a thread was asked to look elsewhere');
    let at = 0;
    for (const { names: joined, problems, problem } of reply.folders) {
      const names = joined === '' ? [] : joined.split('/');
      const to = at + names.length * STAT_FIELDS;
      looks.push({ names, stats: reply.stats.subarray(at, to), problems, problem });
      at = to;
    }
  }
  return looks;
}

function ask(request: LookRequest): Promise<LookReply> {
  return new Promise((resolve, reject) => {
    thread ??= start();
    askers.push({ resolve, reject });
    // It keeps the process from ending only as long as somebody waits.
    thread.ref();
    thread.postMessage(request);
  });
}

function start(): Worker {
  const worker = new Worker(new URL('./look-thread.mjs', import.meta.url), { execArgv: [] });
  worker.on('message', (reply: LookReply) => {
    askers.shift()?.resolve(reply);
    if (askers.length === 0) worker.unref();
  });
  const fail = (error: Error): void => {
    // The next asker starts another one.
    if (thread !== worker) return;
    thread = undefined;
    for (const asker of askers.splice(0)) asker.reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that looks at folders has ended')));
  return worker;
}
