import path from 'node:path';
import { IndexFolderError } from '../../../errors';
import { fileProblem } from '../../../files/file-problem';
import { makeFolder } from '../../../files/make-folder';

/** The folder of index files. It turns errors about the folder into messages for users. */
export interface IndexFolder {
  readonly path: string;
  /** Makes the folder if it is missing. @throws {IndexFolderError} */
  make(): Promise<void>;
  /** The error to report when the file system refuses to make or read a file in the folder. */
  trouble(error: unknown): IndexFolderError;
  /** The error to report when the folder caused this error; otherwise `undefined`. */
  explain(error: unknown): IndexFolderError | undefined;
}

/**
 * DuckDB's messages when it cannot make, read or write one of its files. It never opens event files; errors about those have a
 * code.
 */
const FILE_TROUBLE =
  /(?:IO|Permission|Fatal|FATAL|Internal|INTERNAL) Error|Failed to commit: |could not|cannot open|invalidated/i;

/** @param name the name of the folder in errors, as the user wrote it */
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

/** Shortens `IO Error: Could not write file "/…/a.duckdb": No space left on device` to the file's name. */
function withoutPaths(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replaceAll(/"([^"]*)"/g, (_, file: string) => JSON.stringify(path.basename(file)))
    .replaceAll(/(?<=^|[\s'(])\/[^\s'")]+/g, (file) => path.basename(file))
    .replace(/\.$/, '');
}
