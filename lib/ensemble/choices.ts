import { DECISION_ROWS, type DecisionTable, type DigestNames } from './run-digest';

/** How alike two decisions must be to be the same choice: of the same kind, or also with the same number in `new_value`. */
export const CHOICE_DETAILS = ['kind', 'value'] as const;
export type ChoiceDetail = (typeof CHOICE_DETAILS)[number];

/** What one agent decided in one turn. */
export interface Choice {
  readonly turn: number;
  readonly agent: string;
  /** Its decisions in order, as a text: "sell ×2, buy, failed call". Equal choices have equal texts. */
  readonly text: string;
}

export interface ChoiceOptions {
  /** Default `kind`. */
  readonly detail?: ChoiceDetail | undefined;
  /** Default: all. */
  readonly limit?: number | undefined;
}

const MAX_TEXT = 200;
const FAILED_DECISION = DECISION_ROWS.indexOf('failed decision');
const FAILED_CALL = DECISION_ROWS.indexOf('failed call');

/** The choices of a run, by turn, then by agent: the first `limit` of them. */
export function listChoices(
  table: DecisionTable,
  { agents, kinds }: DigestNames,
  { detail = 'kind', limit = Infinity }: ChoiceOptions = {},
): readonly Choice[] {
  const choices: Choice[] = [];
  for (let row = 0; row < table.turn.length && choices.length < limit;) {
    const [turn, agent] = [table.turn[row] ?? 0, table.agent[row] ?? 0];
    const words: string[] = [];
    for (; table.turn[row] === turn && table.agent[row] === agent; row++) {
      words.push(wordOf(table, row, kinds, detail));
    }
    choices.push({ turn, agent: agents[agent] ?? '', text: joinWords(words) });
  }
  return choices;
}

function wordOf(
  table: DecisionTable,
  row: number,
  kinds: readonly string[],
  detail: ChoiceDetail,
): string {
  if (table.row[row] === FAILED_CALL) return 'failed call';
  const kind = kinds[table.kind[row] ?? 0] ?? '';
  const value = table.value[row] ?? NaN;
  const words = [
    kind === '' ? 'decision' : kind,
    ...(detail === 'kind' || Number.isNaN(value) ? [] : [String(value)]),
    ...(table.row[row] === FAILED_DECISION ? ['(failed)'] : []),
  ];
  return words.join(' ');
}

/** Equal words that follow each other become one with their number. */
function joinWords(words: readonly string[]): string {
  const parts: string[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    let next = at + 1;
    while (words[next] === word) next++;
    parts.push(next - at === 1 ? word : `${word} ×${String(next - at)}`);
    at = next;
  }
  const text = parts.join(', ');
  // The length tells apart most long texts that begin alike.
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${String(words.length)})`;
}
