/**
 * Things in the order that was kept, with their values of now: those that are new come last, those that are gone are
 * left out. While somebody points at a row, no other may slip under the pointer.
 */
export function keepOrder<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  keptIds: readonly string[] | null,
): readonly Thing[] {
  if (keptIds === null) return things;
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const kept = keptIds.flatMap((id) => byId.get(id) ?? []);
  const known = new Set(keptIds);
  return [...kept, ...things.filter(({ id }) => !known.has(id))];
}
