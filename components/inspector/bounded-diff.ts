import { diffArrays, type ArrayChange } from 'diff';

/** The time of a comparison grows with the square of the edits. This number takes about 10 ms. */
const MAX_EDITS = 400;

/** Each edit may compare all items once more. */
const MAX_COMPARISONS = 4_000_000;

export type DiffSequences = (before: string[], after: string[]) => readonly ArrayChange<string>[];

/**
 * Compares sequences of texts; at each place, removed texts come before added ones. All calls share one bound. Sequences that
 * need more edits than remain are replaced as a whole.
 */
export function createBoundedDiff(): DiffSequences {
  let editsLeft = MAX_EDITS;
  return (before, after) => {
    const maxEditLength = Math.min(editsLeft, MAX_COMPARISONS / (before.length + after.length));
    const changes = diffArrays(before, after, { maxEditLength });
    editsLeft -= changes === undefined ? maxEditLength : editsOf(changes);
    return (
      changes ?? [
        { value: before, count: before.length, removed: true, added: false },
        { value: after, count: after.length, removed: false, added: true },
      ]
    );
  };
}

function editsOf(changes: readonly ArrayChange<string>[]): number {
  return changes.reduce(
    (edits, { added, removed, count }) => edits + (added || removed ? count : 0),
    0,
  );
}
