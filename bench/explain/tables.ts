import { nameWithout, OURS, type AskedCause } from './ask-planted';
import { BASELINES } from './baselines';
import { RULE_NAMES } from './explain-in-memory';
import { scoreRanks, type Score } from './score';

const METHODS = [OURS, ...BASELINES.map(({ name }) => name)];

/** The score of one way to explain, over some questions. */
export function scoreOf(asked: readonly AskedCause[], method: string): Score {
  return scoreRanks(asked.map(({ ranks }) => ranks.get(method)));
}

/** All ways over all questions, and first / first three, in percent, by world and by kind of plant. */
export function formatTables(asked: readonly AskedCause[]): string {
  const whole = METHODS.map((method) => [method, ...cellsOf(scoreOf(asked, method))]);
  const groups = groupsOf(asked);
  const byGroup = METHODS.map((method) => [
    method,
    ...groups.map(({ members }) => {
      const { first, firstThree } = scoreOf(members, method);
      return `${percent(first)}/${percent(firstThree)}`;
    }),
  ]);
  const titles = groups.map(({ name, members }) => `${name} (${String(members.length)})`);
  return [
    format([
      [`${String(asked.length)} questions`, 'first %', 'first three %', 'MRR', 'Avg@5'],
      ...whole,
    ]),
    '',
    format([['first / first three %', ...titles], ...byGroup]),
  ].join('\n');
}

/** Our explanation without each rule. */
export function formatAblation(asked: readonly AskedCause[]): string {
  const rows = RULE_NAMES.map((rule) => {
    const score = scoreOf(asked, nameWithout(rule));
    return { rule, score };
  }).sort((a, b) => a.score.meanReciprocalRank - b.score.meanReciprocalRank);
  return format([
    ['ablation', 'first %', 'first three %', 'MRR', 'Avg@5'],
    ['all rules', ...cellsOf(scoreOf(asked, OURS))],
    ...rows.map(({ rule, score }) => [nameWithout(rule), ...cellsOf(score)]),
  ]);
}

interface Group {
  readonly name: string;
  readonly members: readonly AskedCause[];
}

function groupsOf(asked: readonly AskedCause[]): readonly Group[] {
  const by = (nameOf: (each: AskedCause) => string): readonly Group[] =>
    [...new Set(asked.map(nameOf))].map((name) => ({
      name,
      members: asked.filter((each) => nameOf(each) === name),
    }));
  return [
    ...by(({ question }) => question.world),
    ...by(({ question }) => question.kind),
    ...by(({ question }) => (question.repeated ? 'repeated' : 'single')),
  ];
}

function cellsOf({ first, firstThree, meanReciprocalRank, averageAtFive }: Score): string[] {
  return [
    percent(first),
    percent(firstThree),
    meanReciprocalRank.toFixed(2),
    averageAtFive.toFixed(2),
  ];
}

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

function format(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, i) =>
    rows.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), 0),
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
