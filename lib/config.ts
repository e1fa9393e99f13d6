import { homedir } from 'node:os';
import path from 'node:path';

/** The configuration of the server. Only this file reads `process.env`. */
export interface ServerConfig {
  /** The directory with one sub-directory per simulation. Default `./output`. */
  readonly outputRoot: string;
  /** The directory for index files. Default `$XDG_CACHE_HOME/causeway`, otherwise `~/.cache/causeway`. */
  readonly indexDir: string;
  /** The address to listen on. Default 127.0.0.1. */
  readonly host: string;
  /** The token that clients must present. Default: a new one when the server listens beyond loopback, otherwise none. */
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

/** Passes a configuration to the part of the server that reads it with {@link readServerConfig}. */
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

/** The key for the server of a language model, from `CAUSEWAY_LLM_API_KEY`. */
export function readModelKey(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['CAUSEWAY_LLM_API_KEY'];
}

function defaultIndexDir(env: NodeJS.ProcessEnv): string {
  return path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'causeway');
}
