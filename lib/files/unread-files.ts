import { fileProblemOf } from './file-problem';
import { isEventPartName, isRegularFile, unpackedName } from './event-parts';
import { lookAtFolders, STAT_FIELDS, type FolderLook } from './look-at-folders';
import { whyNotRegularMode } from './regular-file';
import { whyDocumentUnread } from './run-document';

/** A file in a simulation's folder that looks as if it should be read but is not, and why. */
export interface UnreadFile {
  readonly name: string;
  readonly reason: string;
}

/** Names that look like a part of a stream, a configuration or a result. */
const LOOKS_READABLE =
  /^(?:events(?:[_.-].*)?\.(?:jsonl|jsonlines|ndjson|json)(?:[^a-z\d].*)?|(?:config|result)\.json)$/i;

const COMPRESSED = /\.(?:gz|zst|bz2|xz|lz4|br|zip|7z|lzma|sz)$/i;

/** Whether this is the name of a part compressed in a format that is not read. */
export function isUnreadPartName(name: string): boolean {
  const original = name.replace(COMPRESSED, '');
  return !isEventPartName(name) && original !== name && isEventPartName(original);
}

/** Why a part in such a format is not read. */
export const COMPRESSED_OTHERWISE =
  'compressed, but not as .gz: its events are read once it is decompressed';

const MODE = STAT_FIELDS - 1;

/** The files in `directory` that look like parts, a configuration or a result but are not read, by name. */
export async function findUnreadFiles(directory: string): Promise<readonly UnreadFile[]> {
  const [look] = await lookAtFolders({ folders: [directory], wanted: LOOKS_READABLE });
  if (look === undefined) return [];
  const problems = new Map(look.problems);
  const plainNames = new Set(look.names.filter((name, at) => isPlainFile(look, name, at)));
  const unread: UnreadFile[] = [];
  for (const [at, name] of look.names.entries()) {
    const stats = look.stats.subarray(at * STAT_FIELDS, (at + 1) * STAT_FIELDS);
    const problem = problems.get(name);
    const reason =
      problem === undefined
        ? (whyUnread(name, Number(stats[MODE] ?? 0n), plainNames) ??
          (isDocumentName(name) ? await whyDocumentUnread(directory, name) : undefined))
        : fileProblemOf(problem);
    if (reason !== undefined) unread.push({ name, reason });
  }
  return unread.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether this is a regular file that is not compressed. */
function isPlainFile({ stats }: FolderLook, name: string, at: number): boolean {
  return unpackedName(name) === name && isRegularFile(stats[at * STAT_FIELDS + MODE] ?? 0n);
}

function isDocumentName(name: string): name is 'config.json' | 'result.json' {
  return name === 'config.json' || name === 'result.json';
}

function whyUnread(
  name: string,
  mode: number,
  plainNames: ReadonlySet<string>,
): string | undefined {
  const isPart = isEventPartName(name);
  const original = name.replace(COMPRESSED, '');
  const isCopy = original !== name && isEventPartName(original) && plainNames.has(original);
  if (isCopy) return `compressed; ${original}, of which it may be a copy, is read`;
  if (isPart || isDocumentName(name)) return whyNotRegularMode(mode);
  return original === name
    ? 'not a name of a part: events.jsonl, events_….jsonl, events.jsonl.1, events.jsonl-20251004'
    : COMPRESSED_OTHERWISE;
}
