import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { PartFile } from './event-parts';

/** A version string. It changes when a file is appended to, renamed, replaced, edited, added or removed. */
export function filesKey(parts: readonly PartFile[]): string {
  const known = keys.get(parts);
  if (known !== undefined) return known;
  const key = parts
    .map((part) => [part.name, part.identity, part.bytes, part.modifiedNs].join(' '))
    .join('\n');
  keys.set(parts, key);
  return key;
}

/** Keys by list of parts; the lists are immutable. */
const keys = new WeakMap<readonly PartFile[], string>();

/** A version string. It changes when any file in a simulation's folder is made, renamed or removed, read or not. */
export async function folderKey(directory: string): Promise<string> {
  try {
    return String((await stat(directory, { bigint: true })).mtimeNs);
  } catch {
    // A missing folder is reported by the code that looks for its files.
    return '';
  }
}

/** A version string. It changes when a simulation's `config.json` is made, edited, replaced or removed. */
export async function configKey(directory: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path.join(directory, 'config.json'), {
      bigint: true,
    });
    return [dev, ino, size, mtimeNs].join(' ');
  } catch {
    // A file that cannot be looked at cannot be read either, so the simulation is shown by its id.
    return '';
  }
}
