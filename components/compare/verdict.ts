import { countOf, formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import { LETTERS, type Side } from './side';
import { valueText } from './value-text';

type Facts = Pick<
  Comparison,
  'a' | 'b' | 'same' | 'compared' | 'first_divergence' | 'together_again'
>;

/** The answer in a few words: `different from turn 10 on`, or `no difference in 3,490 events`. */
export function verdictText({ a, b, same, compared, ...found }: Facts): string {
  const { first_divergence, together_again } = found;
  if (same || first_divergence === null) {
    return `no difference in ${countOf(Math.max(compared.a, compared.b), 'event')}`;
  }
  const { turn } = first_divergence;
  const end = together_again.at(-1);
  const lastTurn = Math.max(a.last_turn ?? 0, b.last_turn ?? 0);
  if (end?.last_turn !== lastTurn) return `different from turn ${formatCount(turn)} on`;
  const last = end.first_turn - 1;
  return last === turn
    ? `different in turn ${formatCount(turn)}`
    : `different in turns ${formatCount(turn)} to ${formatCount(last)}`;
}

/** Whether and where the runs come together after the divergence. */
export function togetherText({ together_again }: Pick<Comparison, 'together_again'>): string {
  if (together_again.length === 0) return 'They do not come together again.';
  const shown = together_again
    .slice(0, 3)
    .map(({ first_turn, last_turn }) =>
      first_turn === last_turn
        ? `turn ${formatCount(first_turn)}`
        : `turns ${formatCount(first_turn)}–${formatCount(last_turn)}`,
    );
  const more = together_again.length - shown.length;
  const rest = more === 0 ? '' : `, and ${formatCount(more)} more times`;
  return `They have the same events again in ${shown.join(', ')}${rest}.`;
}

/** What to say before all differences, one sentence each: another seed or verbosity, a run cut short, renamed agents. */
export function toldSentences({
  told,
  configuration,
  verbosity,
  ends_early,
  renamed_agents,
  cut,
}: Comparison): readonly string[] {
  const sentences: string[] = [];
  if (told.includes('another_seed')) {
    const seed = configuration.differences.find(({ path }) => /(?:^|[._])seed$/i.test(path));
    const values =
      seed === undefined ? '' : `: ${valueText(seed.a)} in A, ${valueText(seed.b)} in B`;
    sentences.push(`Another seed${values}.`);
  }
  if (verbosity !== null) {
    const { a, b, left_out } = verbosity;
    const parts = (['a', 'b'] as const)
      .filter((side) => left_out[side] > 0)
      .map((side) => `${countOf(left_out[side], 'event')} of ${LETTERS[side]}`);
    const rest =
      parts.length === 0
        ? ''
        : `: ${parts.join(' and ')}, which the other run does not record, are not compared`;
    sentences.push(`Recorded at another verbosity, A at ${a} and B at ${b}${rest}.`);
  }
  if (ends_early !== null) {
    const { run, last_turn, has_end, missing } = ends_early;
    const how = has_end ? 'ends earlier,' : 'is cut short,';
    const turn = last_turn === null ? 'without events' : `in turn ${formatCount(last_turn)}`;
    const more =
      missing === 0
        ? ''
        : `; ${LETTERS[otherOf(run)]} has ${countOf(missing, 'event')} in later turns`;
    sentences.push(`${LETTERS[run]} ${how} ${turn}${more}.`);
  }
  if (renamed_agents.length > 0) {
    const named = renamed_agents
      .slice(0, 5)
      .map(({ a, b }) => `${shownName(a, 40)} is ${shownName(b, 40)} in B`);
    sentences.push(`Renamed agents: ${named.join(', ')}.`);
  }
  if (cut.length > 0)
    sentences.push(`Too much to look at all of it: ${cut.map(cutText).join(', ')}.`);
  return sentences;
}

function otherOf(side: Side): Side {
  return side === 'a' ? 'b' : 'a';
}

function cutText(part: Comparison['cut'][number]): string {
  switch (part) {
    case 'contents':
      return 'some events count as changed that may differ in ignored fields alone';
    case 'order':
      return 'the order of events was not looked at in all turns';
    case 'names':
      return 'the lists of names are not whole';
  }
}
