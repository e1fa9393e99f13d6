import { printable } from '../lib/events/printable';
import type { ToldDifference } from '../lib/events/how';
import type { RunComparison } from '../lib/service/event-service';
import { count } from './count';

const MAX_SETTINGS = 20;
const MAX_CHANGES = 10;
const MAX_VARIABLES = 10;
const MAX_VALUE_LENGTH = 100;

/** A comparison in words, for people, line by line. */
export function tellComparison(comparison: RunComparison): string {
  const { a, b, counts, together_again, cut, variables } = comparison;
  const lines = [
    `A  ${nameRun(a)}`,
    `B  ${nameRun(b)}`,
    '',
    ...tellFirst(comparison),
    ...tellDivergence(comparison),
    ...(comparison.same
      ? []
      : [
          `Events: ${number(counts.same)} same, ${number(counts.changed)} changed, ` +
            `${number(counts.missing)} only in A, ${number(counts.extra)} only in B`,
          ...(comparison.led_to === null ? [] : [tellTogether(together_again)]),
        ]),
    ...tellVariables(variables),
    ...tellLedTo(comparison),
    ...(cut.length === 0 ? [] : [`Not looked at to the end: ${cut.join(', ')}`]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function nameRun({
  id,
  name,
  event_count,
  compared,
  first_turn,
  last_turn,
}: RunComparison['a']): string {
  const turns =
    first_turn === null ? 'no turns' : `turns ${String(first_turn)} to ${String(last_turn)}`;
  const left = compared === event_count ? '' : `, ${number(compared)} compared`;
  return `${id === name ? id : `${name} (${id})`}: ${count(event_count, 'event')}${left}, ${turns}`;
}

const TOLD: Readonly<Record<ToldDifference, (comparison: RunComparison) => string>> = {
  another_configuration: () => 'Another configuration',
  another_seed: () => 'Another seed',
  another_verbosity: ({ verbosity }) =>
    verbosity === null
      ? 'Recorded at another verbosity'
      : `Recorded at another verbosity: A at ${verbosity.a}, B at ${verbosity.b}. ` +
        `${count(verbosity.left_out.a + verbosity.left_out.b, 'event')} that one of them does not record are left out`,
  cut_short: ({ ends_early }) =>
    ends_early === null
      ? 'Cut short'
      : `${ends_early.run.toUpperCase()} is cut short in turn ${String(ends_early.last_turn)}: ` +
        `${count(ends_early.missing, 'event')} of later turns are missing`,
  renamed_agents: ({ renamed_agents }) =>
    `Renamed: ${renamed_agents.map(({ a, b }) => `${a} of A is ${b} of B`).join(', ')}`,
};

function tellFirst(comparison: RunComparison): readonly string[] {
  const { told, configuration } = comparison;
  const { same_count, difference_count, differences, unread } = configuration;
  const all = same_count + difference_count;
  const settings =
    unread.length > 0
      ? unread.map(({ run, reason }) => `No config.json of ${run.toUpperCase()}: ${reason}`)
      : [`Configuration: ${number(difference_count)} of ${count(all, 'setting')} differ`];
  const shown = differences
    .slice(0, MAX_SETTINGS)
    .map(({ path, a, b }) => `  ${path}: ${valueOf(a)} in A, ${valueOf(b)} in B`);
  const more = difference_count - shown.length;
  return [
    ...told.map((difference) => TOLD[difference](comparison)),
    ...settings,
    ...shown,
    ...(more > 0 ? [`  and ${number(more)} more`] : []),
  ];
}

function tellDivergence({ first_divergence, compared, ignored }: RunComparison): readonly string[] {
  if (first_divergence === null) {
    const extra = ignored.added.length === 0 ? '' : `, without ${ignored.added.join(', ')}`;
    return [
      `No difference: ${number(compared.a)} events of A and ${number(compared.b)} of B in ` +
        `${count(compared.turns, 'turn')} compared${extra}`,
    ];
  }
  const { sentence, a, b, identical_before, changes, change_count, reorder } = first_divergence;
  const shown = changes
    .slice(0, MAX_CHANGES)
    .map((change) => `  ${change.path}: ${valueOf(change.a)} in A, ${valueOf(change.b)} in B`);
  const why =
    reorder === null
      ? []
      : [
          reorder.because === 'cause'
            ? '  That matters: one of the two led to the other'
            : '  That matters: both set the same variable',
        ];
  return [
    `First divergence: ${sentence}`,
    `  A ${a ?? '(no such event)'}   B ${b ?? '(no such event)'}`,
    ...why,
    ...shown,
    ...(change_count > shown.length ? [`  and ${number(change_count - shown.length)} more`] : []),
    `  ${count(identical_before, 'event')} before it`,
  ];
}

function tellTogether(stretches: RunComparison['together_again']): string {
  const [first] = stretches;
  if (first === undefined) return 'The runs do not come together again';
  const turns =
    first.first_turn === first.last_turn
      ? `in turn ${String(first.first_turn)}`
      : `from turn ${String(first.first_turn)} to ${String(first.last_turn)}`;
  const more = stretches.length === 1 ? '' : `, and ${number(stretches.length - 1)} times more`;
  return `The runs come together again ${turns}${more}`;
}

function tellVariables({
  compared,
  differing,
  differences,
}: RunComparison['variables']): readonly string[] {
  if (differing === 0) return [];
  const shown = differences.slice(0, MAX_VARIABLES).map(({ key, only_in, first_turn, largest }) => {
    if (only_in !== null) return `  ${key}: only in ${only_in.toUpperCase()}`;
    const most =
      largest === null
        ? ''
        : `, most in turn ${String(largest.turn)}: ${String(largest.a)} in A, ${String(largest.b)} in B`;
    return `  ${key}: from turn ${String(first_turn)}${most}`;
  });
  const more = differing - shown.length;
  return [
    `Variables: ${number(differing)} of ${number(compared)} differ`,
    ...shown,
    ...(more > 0 ? [`  and ${number(more)} more`] : []),
  ];
}

function tellLedTo({ led_to }: RunComparison): readonly string[] {
  if (led_to === null) return [];
  return (['a', 'b'] as const).flatMap((run) => {
    const led = led_to[run];
    if (led === null) return [];
    const { count: all, differing, apart, last_turn, truncated } = led;
    return [
      `In ${run.toUpperCase()} it led to ${count(all, 'event')}, of which ${number(differing)} differ; ` +
        `${number(apart)} differ without it (up to turn ${String(last_turn)}${truncated ? ', not to the end' : ''})`,
    ];
  });
}

function valueOf(json: string | undefined): string {
  if (json === undefined) return 'absent';
  return json.length > MAX_VALUE_LENGTH ? `${json.slice(0, MAX_VALUE_LENGTH)}…` : json;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
