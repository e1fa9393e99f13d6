import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { PartFile } from './event-parts';

/** Another text when a file was appended to, renamed, replaced, edited, added or removed. */
export function filesKey(parts: readonly PartFile[]): string {
  const known = keys.get(parts);
  if (known !== undefined) return known;
  const key = parts
    .map((part) => [part.name, part.identity, part.bytes, part.modifiedNs].join(' '))
    .join('\n');
  keys.set(parts, key);
  return key;
}

/** Of lists of parts, which never change. */
const keys = new WeakMap<readonly PartFile[], string>();

/** Another text when a file of a simulation's folder was made, renamed or removed, whether it is read or not. */
export async function folderKey(directory: string): Promise<string> {
  try {
    return String((await stat(directory, { bigint: true })).mtimeNs);
  } catch {
    // That there is none, whoever looks for its files says.
    return '';
  }
}

/** Another text when a simulation's `config.json` was made, edited, replaced or removed. */
export async function configKey(directory: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path.join(directory, 'config.json'), {
      bigint: true,
    });
    return [dev, ino, size, mtimeNs].join(' ');
  } catch {
    // What cannot be looked at cannot be read either: the simulation has no name of its own.
    return '';
  }
}
