/** The places in event order at which commits have changed an index. */
export class ChangeLog {
  /** Revisions and places both ascend: a change at a lower place makes earlier changes at higher places redundant. */
  readonly #changes: { readonly revision: bigint; readonly fromSeq: number }[] = [];
  #knownSince: bigint;

  /** @param revision the revision of the index at the start of the log */
  constructor(revision: bigint) {
    this.#knownSince = revision;
  }

  /** Records that `revision`, which is higher than any before, changed or moved events from this place on. */
  note(revision: bigint, fromSeq: number): void {
    while ((this.#changes.at(-1)?.fromSeq ?? -1) >= fromSeq) this.#changes.pop();
    this.#changes.push({ revision, fromSeq });
    if (this.#changes.length > MAX_CHANGES) {
      this.#knownSince = this.#changes.shift()?.revision ?? this.#knownSince;
    }
  }

  /** Events before this place are the same as at `revision`; 0 when that is not known. */
  unchangedBefore(revision: bigint): number {
    if (revision < this.#knownSince) return 0;
    return this.#changes.find((change) => change.revision > revision)?.fromSeq ?? Infinity;
  }
}

/** The maximum number of changes. Results that are older have been dropped from the caches anyway. */
const MAX_CHANGES = 1000;
