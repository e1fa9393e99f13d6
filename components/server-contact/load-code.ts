import { contact } from '@/components/api';

/** The code of a part of the page could not be had from a server that answers. */
export class PaneCodeError extends Error {}

/** How often code is asked for that a server which answers does not give. */
const MAX_ATTEMPTS = 4;
const PAUSE_MS = 250;

/**
 * Loads code, however long the server does not answer.
 * @throws {PaneCodeError} when the server answers and does not give it
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
 * Waits until it is worth asking once more for code that could not be had.
 * @param failures how often a server that answers did not give it before
 * @returns how often by now
 * @throws {PaneCodeError} when it is not
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
