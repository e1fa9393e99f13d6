import path from 'node:path';
import { z } from 'zod';
import { fileProblem } from './file-problem';
import { readRegularFile } from './regular-file';

// Two files beside the parts describe a run: `config.json` its configuration, `result.json` its end.

/** A longer document is not read: it would be held in memory and parsed in one step. */
export const MAX_RUN_DOCUMENT_BYTES = 4 * 1024 * 1024;

const configSchema = z.object({ simulation: z.object({ name: z.string().min(1) }) });
const wrongNameSchema = z.object({ simulation: z.object({ name: z.unknown() }) });

/** The name in the `config.json` of a simulation; `undefined` without one that can be read. */
export async function readSimulationName(directory: string): Promise<string | undefined> {
  try {
    return nameInConfig(await readDocument(directory, 'config.json'));
  } catch {
    // A simulation without a readable config.json is shown by its id.
    return undefined;
  }
}

/** The text of the `config.json` of a simulation, a JSON object, or the reason why there is none. */
export async function readConfigText(
  directory: string,
): Promise<{ readonly text: string } | { readonly reason: string }> {
  try {
    const bytes = await readDocument(directory, 'config.json');
    parseDocument(bytes);
    return { text: decode(bytes) };
  } catch (error) {
    return { reason: fileProblem(error) };
  }
}

/**
 * The name in the bytes of a `config.json`; `undefined` without one.
 * @throws {Error} with the reason, when they are not a JSON object in UTF-8
 */
export function nameInConfig(bytes: Uint8Array): string | undefined {
  return configSchema.safeParse(parseDocument(bytes)).data?.simulation.name;
}

/** The `config.json` of a simulation, an object; `undefined` without one that can be read. */
export function readRunConfig(directory: string): Promise<object | undefined> {
  return readIfReadable(directory, 'config.json');
}

/** The `result.json` of a simulation, an object; `undefined` without one that can be read. */
export function readRunResult(directory: string): Promise<object | undefined> {
  return readIfReadable(directory, 'result.json');
}

async function readIfReadable(directory: string, name: string): Promise<object | undefined> {
  try {
    return parseDocument(await readDocument(directory, name));
  } catch {
    return undefined;
  }
}

/** Whether a `result.json` of this size says that its run has ended: an empty one is still being written. */
export function saysResult(bytes: number | bigint): boolean {
  return bytes > 0 && bytes <= MAX_RUN_DOCUMENT_BYTES;
}

/** Why a regular file `config.json` or `result.json` is not read, or not wholly; `undefined` when it is. */
export async function whyDocumentUnread(
  directory: string,
  name: 'config.json' | 'result.json',
): Promise<string | undefined> {
  try {
    const document = parseDocument(await readDocument(directory, name));
    if (name === 'result.json' || configSchema.safeParse(document).success) return undefined;
    const named = wrongNameSchema.safeParse(document).data?.simulation.name;
    if (named === undefined) return undefined;
    return `its simulation.name is ${named === '' ? 'empty' : 'not a text'}`;
  } catch (error) {
    return fileProblem(error);
  }
}

function readDocument(directory: string, name: string): Promise<Buffer> {
  return readRegularFile(path.join(directory, name), { maxBytes: MAX_RUN_DOCUMENT_BYTES });
}

/** @throws {Error} with the reason */
function parseDocument(bytes: Uint8Array): object {
  if (bytes.length === 0) throw new Error('empty');
  const document = parseJson(decode(bytes));
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new Error('not a JSON object');
  }
  return document;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('not UTF-8 text', { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('not JSON', { cause: error });
  }
}
