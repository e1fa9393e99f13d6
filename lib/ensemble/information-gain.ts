/** Runs that chose alike: their number, and for how many of them the question holds. */
export interface ChoiceShare {
  readonly count: number;
  readonly yes: number;
}

export interface InformationGain {
  /** Bits that the choice tells about the question, for these runs. */
  readonly gain: number;
  /** `gain` times the share of these runs in all, less the gain that chance gives to so many choices. */
  readonly score: number;
  /** Whether so much is unlikely by chance: below 5 % by the G-test. */
  readonly isBeyondChance: boolean;
}

/**
 * How much a choice tells about a question: the entropy of the answers less the mean entropy after each choice. Many choices of
 * few runs tell much by chance alone; the expected gain by chance, `(choices - 1) / (2 n ln 2)` bits for n runs (Miller, 1955),
 * is taken off the score.
 * @param total the number of all runs
 */
export function informationGain(choices: readonly ChoiceShare[], total: number): InformationGain {
  const count = choices.reduce((sum, choice) => sum + choice.count, 0);
  const yes = choices.reduce((sum, choice) => sum + choice.yes, 0);
  const after = choices.reduce((sum, choice) => sum + (choice.count / count) * entropy(choice), 0);
  const gain = Math.max(0, entropy({ count, yes }) - after);
  const byChance = (choices.length - 1) / (2 * count * Math.LN2);
  // The statistic of the G-test is the gain in natural units, times twice the number of runs.
  const isBeyondChance = 2 * count * Math.LN2 * gain > criticalChiSquare(choices.length - 1);
  return { gain, score: ((gain - byChance) * count) / total, isBeyondChance };
}

/** The value that chi-square exceeds in 5 % of cases, by the approximation of Wilson and Hilferty (1931). */
function criticalChiSquare(freedom: number): number {
  if (freedom === 0) return Infinity;
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + Z_95 * Math.sqrt(part)) ** 3;
}

const Z_95 = 1.6449;

/** In bits. */
function entropy({ count, yes }: ChoiceShare): number {
  return [yes, count - yes].reduce((sum, part) => {
    const share = part / count;
    return part === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
}
