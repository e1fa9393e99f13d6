import { alignSequences } from './align-sequences';

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
  const [before, after] = [wordsOf(from), wordsOf(to)];
  const aligned = alignSequences(before, after);
  const stretches = (side: 'first' | 'second', words: readonly string[]) =>
    joinStretches(
      aligned.flatMap((item) => {
        const at = item[side];
        if (at === undefined) return [];
        const isCommon = item.first !== undefined && item.second !== undefined;
        return [{ text: words[at] ?? '', isCommon }];
      }),
    );
  return { from: stretches('first', before), to: stretches('second', after) };
}

/** Each with the blanks after it. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

function joinStretches(words: readonly TextStretch[]): readonly TextStretch[] {
  const joined: TextStretch[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last?.isCommon === word.isCommon) {
      joined[joined.length - 1] = { ...last, text: last.text + word.text };
    } else {
      joined.push(word);
    }
  }
  return joined;
}
