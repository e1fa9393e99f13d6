/**
 * Updates items while keeping their order: new items come last, removed ones are dropped. So no row moves under the pointer.
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
