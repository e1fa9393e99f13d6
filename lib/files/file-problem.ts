import { getSystemErrorMap } from 'node:util';

/**
 * Why a file or folder cannot be used, without its path: `permission denied (EACCES)`. Every message about an error of
 * the file system or of the index uses this text, because clients must not learn paths of the server.
 */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isCode = typeof code === 'string' && /^E[A-Z0-9]+$|^[A-Z]+$/.test(code);
  if (isCode) return fileProblemOf(code);
  return withoutPaths(error instanceof Error ? error.message : String(error));
}

/** Replaces each absolute path in a message with its last segment. */
export function withoutPaths(message: string): string {
  return message
    .replace(
      /(["'`])(?:\/|[A-Za-z]:[\\/])[^"'`\n]*\1/g,
      (path) => `"${lastName(path.slice(1, -1))}"`,
    )
    .replace(/(?<![\w.:/"'])(?:\/|[A-Za-z]:[\\/])[^\s"',;:)]+/g, lastName);
}

function lastName(path: string): string {
  return path.split(/[\\/]/).findLast((name) => name !== '') ?? '';
}

/** The same for the code of an error, or for a problem in a look at a folder. */
export function fileProblemOf(code: string): string {
  if (code === 'DANGLING') return 'a link that leads to nothing';
  if (code === 'ELOOP') return 'a link that leads back to itself (ELOOP)';
  for (const [name, message] of getSystemErrorMap().values()) {
    if (name === code) return `${message} (${code})`;
  }
  return code;
}
