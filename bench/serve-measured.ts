import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { watchProcess, type ProcessWatch } from './watch-process';

const CAUSEWAY = fileURLToPath(new URL('../bin/causeway.mjs', import.meta.url));
const WATCH_TURNS = new URL('load/watch-turns.mjs', import.meta.url).href;
const START_TIMEOUT_MS = 60_000;

/** The longest turn of an event loop. */
const turnSchema = z.object({ wallMs: z.number(), workMs: z.number() });
export type LongestTurn = Readonly<z.infer<typeof turnSchema>>;

/** The built app in its own process, and the resources of that process. */
export interface MeasuredServer
  extends AsyncDisposable, Pick<ProcessWatch, 'peakRssBytes' | 'cpuMs' | 'usage'> {
  readonly url: string;
  /** The time since the last call, and the processor time of the server's main thread in it. */
  longestTurn(): Promise<LongestTurn>;
}

/** Starts `causeway serve outputRoot` on a free port. @throws with its output when it does not start */
export async function serveMeasured(outputRoot: string, indexDir: string): Promise<MeasuredServer> {
  const args = ['serve', outputRoot, '--port', '0', '--no-open', '--index-dir', indexDir];
  const child = spawn(process.execPath, [CAUSEWAY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Who comes by SSH is sent compressed answers.
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SSH_CONNECTION: undefined,
      NODE_OPTIONS: `--import ${WATCH_TURNS}`,
    },
  });
  const ended = once(child, 'exit');
  let printed = '';
  const url = await new Promise<string | undefined>((resolve) => {
    const give = (found?: string): void => {
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(give, START_TIMEOUT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /^\s*pages\s+(http:\S+)$/m.exec(printed)?.[1];
        if (found !== undefined) give(found);
      });
    }
    child.once('exit', () => give());
  });
  if (url === undefined || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new Error(`The server did not start. It printed:\n${printed}`);
  }

  const watch = watchProcess(child.pid);
  return {
    ...watch,
    url,
    async longestTurn() {
      const told = once(child, 'message');
      child.send('turns');
      return turnSchema.parse(z.array(z.unknown()).parse(await told)[0]);
    },
    async [Symbol.asyncDispose]() {
      watch.stop();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
