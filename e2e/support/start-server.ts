import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeTempRoot } from '../../lib/testing/temp-root';

const CAUSEWAY = fileURLToPath(new URL('../../bin/causeway.mjs', import.meta.url));
const START_TIMEOUT_MS = 30_000;

/** The built app, serving a root on a free port of its own with an index folder of its own. */
export interface RunningServer extends AsyncDisposable {
  /** The link it printed. */
  readonly url: string;
  /** Resolves to its exit code when it has ended; `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
  kill(signal: 'SIGINT' | 'SIGTERM'): void;
  /** Everything it has printed so far. */
  printed(): string;
  /** Where its index files are. */
  readonly indexDir: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** In addition to the environment of the tests, without its variables of SSH. */
  readonly env?: Readonly<Record<string, string>>;
  /** More of the command line. */
  readonly args?: readonly string[];
  /** Default: its own folder, removed when it stops. */
  readonly indexDir?: string;
}

/** Starts `causeway serve outputRoot`; rejects with its output when it ends or prints nothing for 30 s. */
export async function startServer(
  outputRoot: string,
  { env = {}, args: more = [], indexDir: givenIndexDir }: ServerOptions = {},
): Promise<RunningServer> {
  const ownIndexDir = await makeTempRoot();
  const indexDir = givenIndexDir ?? ownIndexDir.path;
  const args = [CAUSEWAY, 'serve', outputRoot, '--port', '0', '--no-open', ...more];
  const child = spawn(process.execPath, [...args, '--index-dir', indexDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      SSH_CONNECTION: undefined,
      ...env,
    },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await ownIndexDir.remove();
  };
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`The server did not start. It printed:\n${printed}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const found = /^\s*pages\s+(http:\S+)$/m.exec(printed)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', fail);
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    indexDir,
    ended,
    kill: (signal) => void child.kill(signal),
    printed: () => printed,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
