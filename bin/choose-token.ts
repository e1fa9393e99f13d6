import { randomBytes } from 'node:crypto';
import { isLoopback } from '../lib/http/guard';
import { StartError } from './start-error';

/** 128 bits. */
const TOKEN_BYTES = 16;

/** The number of base64url characters for 128 bits. */
const SAFE_LENGTH = 22;

/**
 * The token that clients must present: the given one, or a random one of 128 bits when the server listens beyond loopback. A
 * short token is accepted with a warning: it is the user's choice, and guesses are slowed down.
 * @throws {StartError} when it is empty, as an unset shell variable is, or does not fit into a header
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
      `CAUSEWAY_TOKEN has ${String(given.length)} characters. A token that cannot be guessed has ${String(SAFE_LENGTH)} or more, at random. Unset it to have one made.`,
    );
  }
  return given;
}

export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}
