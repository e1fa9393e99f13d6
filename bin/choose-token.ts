import { randomBytes } from 'node:crypto';
import { isLoopback } from '../lib/http/guard';
import { StartError } from './start-error';

/** 128 bits. */
const TOKEN_BYTES = 16;

/** As many characters as base64url needs for 128 bits. */
const SAFE_LENGTH = 22;

/**
 * What clients must show: the token that was given, else one of 128 bits when the server listens beyond this machine.
 * A short one is taken, with a warning: it is somebody's own choice, and guesses at it are slowed down.
 * @throws {StartError} when it is empty, as an unset variable of a shell is, or no header could hold it
 */
export function chooseToken(
  given: string | undefined,
  host: string,
  warn: (message: string) => void,
): string | undefined {
  if (given === undefined) return isLoopback(host) ? undefined : makeToken();
  if (given.trim() === '') {
    throw new StartError(
      'CAUSEWAY_TOKEN is set but empty, and a server with an empty token is open to all. Set a token, or unset it: then one is made.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(given)) {
    throw new StartError(
      'CAUSEWAY_TOKEN holds a space, a control character or a letter beyond ASCII, which no HTTP header can carry.',
    );
  }
  if (given.length < SAFE_LENGTH) {
    warn(
      `CAUSEWAY_TOKEN has ${String(given.length)} characters: one that cannot be guessed has ${String(SAFE_LENGTH)} or more, at random. Unset it to have one made.`,
    );
  }
  return given;
}

export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}
