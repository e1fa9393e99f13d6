import { getSystemErrorMap } from 'node:util';

/** Why a file or folder cannot be used, without its path: `permission denied (EACCES)`. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return fileProblemOf(code);
  return error instanceof Error ? error.message : String(error);
}

/** The same of the code of an error, or of a problem in a look at a folder. */
export function fileProblemOf(code: string): string {
  if (code === 'DANGLING') return 'a link that leads to nothing';
  if (code === 'ELOOP') return 'a link that leads back to itself (ELOOP)';
  for (const [name, message] of getSystemErrorMap().values()) {
    if (name === code) return `${message} (${code})`;
  }
  return code;
}
