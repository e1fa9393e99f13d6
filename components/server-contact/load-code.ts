import { contact } from '@/components/api';

/** A server that answers does not have the code of a part of the page. */
export class PaneCodeError extends Error {}

/** How often code is requested from a server that answers but does not have it. */
const MAX_ATTEMPTS = 4;
const PAUSE_MS = 250;

/**
 * Loads code. While the server is down, it waits.
 * @throws {PaneCodeError} when the server answers but does not have the code
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let failures = 0; ;) {
    try {
      return await load();
    } catch (error) {
      failures = await untilWorthAnother(error, failures);
    }
  }
}

/**
 * Waits until another attempt makes sense.
 * @param failures the number of earlier attempts at which the server answered without the code
 * @returns this number after the attempt
 * @throws {PaneCodeError} when there were too many
 */
export async function untilWorthAnother(error: unknown, failures: number): Promise<number> {
  await contact.look();
  if (contact.state.link !== 'reachable') {
    await untilReachable();
    return 0;
  }
  if (contact.state.isUpdated) {
    throw new PaneCodeError('Causeway was updated; reload this page.', { cause: error });
  }
  if (failures + 1 === MAX_ATTEMPTS) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PaneCodeError(`Its code could not be loaded: ${reason}`, { cause: error });
  }
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** failures));
  return failures + 1;
}

function untilReachable(): Promise<void> {
  return new Promise((resolve) => {
    const stop = contact.subscribe(() => {
      if (contact.state.link !== 'reachable') return;
      stop();
      resolve();
    });
  });
}
