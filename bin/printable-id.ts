/** A simulation's id for a terminal, to which the name of a directory may hold commands. */
export function printableId(simulationId: string): string {
  return simulationId.replace(/\p{C}/gu, '?');
}
