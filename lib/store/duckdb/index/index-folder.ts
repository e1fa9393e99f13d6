import path from 'node:path';
import { IndexFolderError } from '../../../errors';
import { fileProblem } from '../../../files/file-problem';
import { makeFolder } from '../../../files/make-folder';

/** The folder of index files: the only place where errors are told that come of it. */
export interface IndexFolder {
  readonly path: string;
  /** Makes the folder when it is missing. @throws {IndexFolderError} */
  make(): Promise<void>;
  /** The error of a file in the folder that the file system does not let be made or read. */
  trouble(error: unknown): IndexFolderError;
  /** What is wrong with the folder, when that is why the error came. */
  explain(error: unknown): IndexFolderError | undefined;
}

/**
 * What DuckDB says when a file of its own cannot be made, read or written. Files of events it never opens: their errors
 * have a code.
 */
const FILE_TROUBLE =
  /(?:IO|Permission|Fatal|FATAL|Internal|INTERNAL) Error|Failed to commit: |could not|cannot open|invalidated/i;

/** @param name how the folder is named in errors: as whoever chose it wrote it */
export function openIndexFolder(indexDir: string, name: string): IndexFolder {
  const trouble = (reason: string, cause: unknown): IndexFolderError =>
    new IndexFolderError(name, reason, { cause });
  return {
    path: indexDir,
    async make() {
      try {
        await makeFolder(indexDir);
      } catch (error) {
        throw trouble(fileProblem(error), error);
      }
    },
    trouble: (error) => trouble(fileProblem(error), error),
    explain(error) {
      if (error instanceof IndexFolderError) return error;
      if (!(error instanceof Error) || 'code' in error) return undefined;
      if (!FILE_TROUBLE.test(error.message)) return undefined;
      return trouble(withoutPaths(error.message), error);
    },
  };
}

/** Of `IO Error: Could not write file "/…/a.duckdb": No space left on device` the file's name is enough. */
function withoutPaths(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replaceAll(/"([^"]*)"/g, (_, file: string) => JSON.stringify(path.basename(file)))
    .replaceAll(/(?<=^|[\s'(])\/[^\s'")]+/g, (file) => path.basename(file))
    .replace(/\.$/, '');
}
