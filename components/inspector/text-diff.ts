import { createBoundedDiff } from './bounded-diff';

/** A part of a text, and whether the other text also has it. */
export interface TextStretch {
  readonly text: string;
  readonly isCommon: boolean;
}

/** Splits two texts into common words and words of only one of them. */
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

/** Words with the white space after them. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
