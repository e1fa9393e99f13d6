import { homedir } from 'node:os';
import path from 'node:path';

/** What the server is told when it starts; this file is the one reader of `process.env`. */
export interface ServerConfig {
  /** Directory whose sub-directories are simulations. Default `./output`. */
  readonly outputRoot: string;
  /** Directory for index files. Default `$XDG_CACHE_HOME/causeway`, else `~/.cache/causeway`. */
  readonly indexDir: string;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host: string;
  /** What a client must show. Default: a fresh one when the server listens beyond this machine, else none. */
  readonly token: string | undefined;
  readonly version: string;
}

export const DEFAULT_OUTPUT_ROOT = 'output';
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 8000;

export function readServerConfig(env: NodeJS.ProcessEnv = process.env): ServerConfig {
  return {
    outputRoot: path.resolve(env['CAUSEWAY_OUTPUT_ROOT'] ?? DEFAULT_OUTPUT_ROOT),
    indexDir: path.resolve(env['CAUSEWAY_INDEX_DIR'] ?? defaultIndexDir(env)),
    host: env['CAUSEWAY_HOST'] ?? DEFAULT_HOST,
    token: env['CAUSEWAY_TOKEN'],
    version: env['CAUSEWAY_VERSION'] ?? 'development',
  };
}

/** Hands a configuration to the part of the server that reads it with {@link readServerConfig}. */
export function writeServerConfig(
  config: ServerConfig,
  env: NodeJS.ProcessEnv = process.env,
): void {
  env['CAUSEWAY_OUTPUT_ROOT'] = config.outputRoot;
  env['CAUSEWAY_INDEX_DIR'] = config.indexDir;
  env['CAUSEWAY_HOST'] = config.host;
  env['CAUSEWAY_VERSION'] = config.version;
  if (config.token !== undefined) env['CAUSEWAY_TOKEN'] = config.token;
}

/** What the server of a language model is shown, from `CAUSEWAY_LLM_API_KEY`. */
export function readModelKey(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['CAUSEWAY_LLM_API_KEY'];
}

function defaultIndexDir(env: NodeJS.ProcessEnv): string {
  return path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'causeway');
}
