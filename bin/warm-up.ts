/** A name that no simulation can have: nothing is looked for on the disk, and no index is opened. */
const NO_SIMULATION = '%5C';

/** What is asked for first: by the explorer, but for the simulation itself, by its graph, and by who watches the server. */
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
 * Asks the server for what a reader will ask for, so that the first one does not wait for what is loaded and compiled
 * when it is first asked for: that takes half a second. What goes wrong is for the reader to hear, and nobody waits for
 * it longer than `atMostMs`.
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
    // Late, or not to be had.
  }
}
