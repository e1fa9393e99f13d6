/** The simulation of a page's address. Next hands over a path segment as it stands in the URL, encoded. */
export function readSimulationId({ simulationId }: { readonly simulationId: string }): string {
  try {
    return decodeURIComponent(simulationId);
  } catch {
    // What is no valid encoding is its own name.
    return simulationId;
  }
}
