/** The simulation of a page's address. Next passes a path segment as in the URL, encoded. */
export function readSimulationId({ simulationId }: { readonly simulationId: string }): string {
  try {
    return decodeURIComponent(simulationId);
  } catch {
    // A segment with an invalid encoding is used unchanged.
    return simulationId;
  }
}
