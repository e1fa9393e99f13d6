/** Where in event order an index has changed, commit by commit. */
export class ChangeLog {
  /** Revisions ascending, and so are the places: a change further up hides later ones. */
  readonly #changes: { readonly revision: bigint; readonly fromSeq: number }[] = [];
  #knownSince: bigint;

  /** @param revision the one the index had when the log began */
  constructor(revision: bigint) {
    this.#knownSince = revision;
  }

  /** Events from here on are others, or stand elsewhere, since `revision`, which is higher than any before. */
  note(revision: bigint, fromSeq: number): void {
    while ((this.#changes.at(-1)?.fromSeq ?? -1) >= fromSeq) this.#changes.pop();
    this.#changes.push({ revision, fromSeq });
    if (this.#changes.length > MAX_CHANGES) {
      this.#knownSince = this.#changes.shift()?.revision ?? this.#knownSince;
    }
  }

  /** Events before this place are as they were at `revision`; 0 when that is not known. */
  unchangedBefore(revision: bigint): number {
    if (revision < this.#knownSince) return 0;
    return this.#changes.find((change) => change.revision > revision)?.fromSeq ?? Infinity;
  }
}

/** Beyond so many, what is that old has been forgotten anyway. */
const MAX_CHANGES = 1000;
