import { createBoundedDiff } from './bounded-diff';

/** A stretch of a text, and whether the other text has it too. */
export interface TextStretch {
  readonly text: string;
  readonly isCommon: boolean;
}

/** Two texts cut into words that both have and words that only one has. */
export function diffTexts(
  from: string,
  to: string,
): { readonly from: readonly TextStretch[]; readonly to: readonly TextStretch[] } {
  const changes = createBoundedDiff()(wordsOf(from), wordsOf(to));
  const stretchesWithout = (other: 'added' | 'removed') =>
    changes
      .filter((change) => !change[other])
      .map(({ value, added, removed }) => ({ text: value.join(''), isCommon: !added && !removed }));
  return { from: stretchesWithout('added'), to: stretchesWithout('removed') };
}

/** Each with the blanks after it. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
