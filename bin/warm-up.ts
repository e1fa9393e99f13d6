/** A name that no simulation can have, so that no disk is read and no index is opened. */
const NO_SIMULATION = '%5C';

/** The first requests of the explorer, except for the simulation itself, of its graph, and of monitoring. */
const PATHS = [
  `/view/${NO_SIMULATION}`,
  `/simulations/${NO_SIMULATION}`,
  `/simulations/${NO_SIMULATION}/events`,
  `/simulations/${NO_SIMULATION}/facets`,
  `/simulations/${NO_SIMULATION}/histogram`,
  `/simulations/${NO_SIMULATION}/causality/none`,
  '/health',
];

/**
 * Sends the requests of a first reader to the server, so that the first real one does not wait half a second for loading and
 * compiling. Errors are ignored; the reader will see them. Takes at most `atMostMs`.
 */
export async function warmUp(
  url: string,
  token: string | undefined,
  atMostMs = 1000,
): Promise<void> {
  const signal = AbortSignal.timeout(atMostMs);
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(`${url}${path}`, { headers, signal });
    return answer.text();
  };
  try {
    for (const path of PATHS) await ask(path);
  } catch {
    // Too late, or not available.
  }
}
