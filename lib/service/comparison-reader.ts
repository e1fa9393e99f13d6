import type { CutPart, RunConfig, RunDifferences } from '../compare/comparison';
import { compareRuns } from '../compare/compare-runs';
import { chooseScope } from '../compare/choose-scope';
import { describeDivergence, nameOf } from '../compare/describe-divergence';
import { findChanges, type ChangeRules } from '../compare/find-changes';
import type { FoundDivergence } from '../compare/find-divergence';
import type { JsonChange } from '../compare/json-change';
import { listTurn, type TurnPageOptions, type TurnRow } from '../compare/list-turn';
import type { LedTo } from '../compare/measure-led-to';
import type { Divergence } from '../events/how';
import type { EventLine } from '../events/event-line';
import { isLongLine } from '../events/read-long-line';
import { ignoredFields, VOLATILE_FIELDS } from '../events/volatile-fields';
import { writeVariableKey } from '../replay/variable-key';
import type { EventStore } from '../store/event-store';
import {
  SIDES,
  type Both,
  type RunPair,
  type ScopedPair,
  type Side,
  type VariableDifference,
} from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';

/** What the reader knows of a run besides its events. */
export interface RunToCompare {
  readonly id: string;
  readonly name: string;
  readonly status: 'live' | 'finished' | 'interrupted';
  readonly config: RunConfig;
}

export interface ComparedRun extends Omit<RunToCompare, 'config'> {
  readonly event_count: number;
  readonly compared: number;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
}

export interface ComparedDivergence {
  readonly turn: number;
  readonly kind: Divergence;
  readonly a: string | null;
  readonly b: string | null;
  readonly event_type: string;
  readonly agent_id: string | null;
  readonly event_kind: string | null;
  readonly occurrence: number;
  readonly identical_before: number;
  readonly changes: readonly JsonChange[];
  readonly change_count: number;
  readonly reorder: {
    readonly a: string | null;
    readonly b: string | null;
    readonly because: 'cause' | 'variable';
  } | null;
  readonly sentence: string;
}

export interface ComparedVariable {
  readonly key: string;
  readonly scope: VariableDifference['scope'];
  readonly agent_id: string | null;
  readonly variable_name: string;
  readonly only_in: Side | null;
  readonly first_turn: number;
  readonly turn_count: number;
  readonly largest: { readonly turn: number; readonly a: number; readonly b: number } | null;
  readonly last: Both<number | null>;
  readonly is_led_to: boolean;
}

export interface ComparedLedTo {
  readonly event_id: string;
  readonly count: number;
  readonly differing: number;
  readonly apart: number;
  readonly telling: readonly { readonly event_id: string; readonly reasons: readonly string[] }[];
  readonly apart_events: readonly string[];
  readonly last_turn: number;
  readonly truncated: boolean;
}

/** How two runs differ. */
export interface RunComparison extends Pick<
  RunDifferences,
  | 'same'
  | 'told'
  | 'verbosity'
  | 'together_again'
  | 'counts'
  | 'turns'
  | 'by_type'
  | 'by_agent'
  | 'by_kind'
> {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly compared: Both<number> & {
    readonly turns: number;
    readonly variables: number;
    readonly settings: number;
  };
  readonly configuration: RunDifferences['configuration'] & { readonly difference_count: number };
  readonly ends_early: {
    readonly run: Side;
    readonly last_turn: number | null;
    readonly has_end: boolean;
    readonly event_id: string | null;
    readonly missing: number;
  } | null;
  readonly renamed_agents: readonly { readonly a: string; readonly b: string }[];
  readonly ignored: { readonly default: readonly string[]; readonly added: readonly string[] };
  readonly first_divergence: ComparedDivergence | null;
  readonly variables: {
    readonly compared: number;
    readonly differing: number;
    readonly differences: readonly ComparedVariable[];
  };
  readonly led_to: Both<ComparedLedTo | null> | null;
  readonly events: Both<readonly EventLine[]>;
  readonly cut: readonly CutPart[];
}

export interface ComparedEventRow {
  readonly place: number;
  readonly how: TurnRow['how'];
  readonly matters?: boolean;
  readonly a: EventLine | null;
  readonly b: EventLine | null;
  readonly changes?: readonly JsonChange[];
  readonly same_before: number;
}

export interface ComparedEventPage {
  readonly turn: number;
  readonly counts: Both<number>;
  readonly total: number;
  readonly same_after: number;
  readonly rows: readonly ComparedEventRow[];
  readonly has_more: boolean;
  readonly truncated: boolean;
}

/** Compares runs. Rejects like `EventStore`. */
export interface ComparisonReader {
  compare(
    runs: Both<RunToCompare>,
    options?: { readonly ignored?: readonly string[] | undefined },
  ): Promise<RunComparison>;
  /** The events of a turn of both runs, side by side. */
  listTurn(
    ids: Both<string>,
    options: TurnPageOptions & { readonly ignored?: readonly string[] | undefined },
  ): Promise<ComparedEventPage>;
}

/** Lines of an answer are no larger together. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MAX_CHANGES = 50;
const MAX_SETTINGS = 500;
const MAX_VARIABLES = 500;

export function createComparisonReader(store: EventStore): ComparisonReader {
  return {
    compare: (runs, { ignored = [] } = {}) =>
      store.withPair(runs.a.id, runs.b.id, async (pair) => {
        const found = await compareRuns(pair, {
          configs: { a: runs.a.config, b: runs.b.config },
          ignored,
        });
        const { scope, divergence, variables, configuration, ends_early } = found;
        const lines = {
          a: await scope.scoped.readLines('a', namedPlaces('a', found), MAX_ANSWER_BYTES),
          b: await scope.scoped.readLines('b', namedPlaces('b', found), MAX_ANSWER_BYTES),
        };
        const idOf = (side: Side, seq: number | undefined): string | null =>
          seq === undefined ? null : (lines[side].get(seq)?.event_id ?? null);
        const rules = changeRules(ignored, found.renamed);
        const { same, told, verbosity, together_again, counts, turns, cut } = found;
        const { by_type, by_agent, by_kind } = found;
        return {
          a: describeRun('a', runs.a, pair, scope.scoped),
          b: describeRun('b', runs.b, pair, scope.scoped),
          same,
          compared: {
            ...scope.scoped.eventCounts,
            turns: found.turn_count,
            variables: variables.compared,
            settings: configuration.same_count + configuration.differences.length,
          },
          told,
          configuration: {
            ...configuration,
            differences: configuration.differences.slice(0, MAX_SETTINGS),
            difference_count: configuration.differences.length,
          },
          verbosity,
          ends_early:
            ends_early === null
              ? null
              : {
                  run: ends_early.run,
                  last_turn: ends_early.last_turn,
                  has_end: ends_early.has_end,
                  event_id: idOf(ends_early.run, ends_early.last ?? undefined),
                  missing: ends_early.missing,
                },
          renamed_agents: Array.from(found.renamed, ([a, b]) => ({ a, b })),
          ignored: { default: Object.values(VOLATILE_FIELDS).flat(), added: ignored },
          first_divergence:
            divergence === null
              ? null
              : await tellDivergence(divergence, found.identical_before, lines, rules),
          together_again,
          counts,
          turns,
          by_type,
          by_agent,
          by_kind,
          variables: {
            compared: variables.compared,
            differing: variables.differences.length,
            differences: mostDifferent(variables.differences).map((variable) =>
              toComparedVariable(variable, found),
            ),
          },
          led_to:
            found.led_to === null
              ? null
              : {
                  a: tellLedTo(found.led_to.a, idOf('a', divergence?.a?.seq), lines.a),
                  b: tellLedTo(found.led_to.b, idOf('b', divergence?.b?.seq), lines.b),
                },
          events: { a: inOrder(lines.a), b: inOrder(lines.b) },
          cut,
        };
      }),

    listTurn: (ids, { ignored = [], ...options }) =>
      store.withPair(ids.a, ids.b, async (pair) => {
        const { scoped, renamed } = await chooseScope(pair, ignored);
        const page = await listTurn(scoped, options);
        const seqsOf = (side: Side) => page.rows.flatMap((row) => row[side]?.seq ?? []);
        const lines = {
          a: await scoped.readLines('a', seqsOf('a'), MAX_ANSWER_BYTES),
          b: await scoped.readLines('b', seqsOf('b'), MAX_ANSWER_BYTES),
        };
        const rules = changeRules(ignored, renamed);
        const rows: ComparedEventRow[] = [];
        for (const { place, how, matters, a, b, sameBefore } of page.rows) {
          if (isBreathDue()) await breathe();
          const lineA = a === null ? null : lines.a.get(a.seq);
          const lineB = b === null ? null : lines.b.get(b.seq);
          // Lines beyond the size of an answer end the page.
          if (lineA === undefined || lineB === undefined) break;
          rows.push({
            place,
            how,
            ...(how === 'moved' ? { matters } : {}),
            a: lineA,
            b: lineB,
            ...(how === 'changed'
              ? { changes: (await changesOf(rules, lineA, lineB)).slice(0, MAX_CHANGES) }
              : {}),
            same_before: sameBefore,
          });
        }
        return {
          turn: options.turn,
          counts: page.counts,
          total: page.total,
          same_after: page.sameAfter,
          rows,
          has_more: options.offset + rows.length < page.total,
          truncated: page.isCut,
        };
      }),
  };
}

type Lines = ReadonlyMap<number, EventLine>;

function changeRules(
  ignored: readonly string[],
  renamed: ReadonlyMap<string, string>,
): ChangeRules {
  return {
    isIgnored: ignoredFields(ignored),
    texts: new Map(Array.from(renamed, ([a, b]) => [b, a] as const)),
  };
}

/** None for a line that is too long to be taken apart in one go. */
async function changesOf(
  rules: ChangeRules,
  a: EventLine | null = null,
  b: EventLine | null = null,
): Promise<readonly JsonChange[]> {
  if (a === null || b === null || isLongLine(a.text) || isLongLine(b.text)) return [];
  return findChanges(a.text, b.text, rules);
}

/** The places of the events that the answer names, the most important first. */
function namedPlaces(side: Side, found: RunDifferences): readonly number[] {
  const { divergence, led_to, ends_early } = found;
  const ledTo = led_to?.[side];
  return [
    ...[divergence?.[side]?.seq, divergence?.reorder?.row[side]?.seq],
    ...(ends_early?.run === side ? [ends_early.last ?? undefined] : []),
    ...(ledTo?.telling.map(({ seq }) => seq) ?? []),
    ...(ledTo?.apartEvents ?? []),
  ].filter((seq) => seq !== undefined);
}

async function tellDivergence(
  found: FoundDivergence,
  identicalBefore: number,
  lines: Both<Lines>,
  rules: ChangeRules,
): Promise<ComparedDivergence> {
  const { turn, kind, a, b, occurrence, reorder } = found;
  const event = a ?? b;
  const lineOf = (side: Side, seq: number | undefined): EventLine | undefined =>
    seq === undefined ? undefined : lines[side].get(seq);
  const [lineA, lineB] = [lineOf('a', a?.seq), lineOf('b', b?.seq)];
  const changes = kind === 'changed' ? await changesOf(rules, lineA, lineB) : [];
  const other = reorder?.row.a ?? null;
  const told = {
    turn,
    kind,
    event_type: event?.type ?? '',
    agent_id: event?.agent ?? null,
    event_kind: event?.kind ?? null,
    occurrence,
  };
  return {
    ...told,
    a: lineA?.event_id ?? null,
    b: lineB?.event_id ?? null,
    identical_before: identicalBefore,
    changes: changes.slice(0, MAX_CHANGES),
    change_count: changes.length,
    reorder:
      reorder === null
        ? null
        : {
            a: lineOf('a', reorder.row.a?.seq)?.event_id ?? null,
            b: lineOf('b', reorder.row.b?.seq)?.event_id ?? null,
            because: reorder.because,
          },
    sentence: describeDivergence({
      ...told,
      changes,
      other: other === null ? null : nameOf(other.type, other.kind),
    }),
  };
}

function tellLedTo(
  ledTo: LedTo | null,
  eventId: string | null,
  lines: Lines,
): ComparedLedTo | null {
  if (ledTo === null || eventId === null) return null;
  const { count, differing, apart, telling, apartEvents, lastTurn, isCut } = ledTo;
  return {
    event_id: eventId,
    count,
    differing,
    apart,
    telling: telling.flatMap(({ seq, reasons }) => {
      const line = lines.get(seq);
      return line === undefined ? [] : [{ event_id: line.event_id, reasons }];
    }),
    apart_events: apartEvents.flatMap((seq) => lines.get(seq)?.event_id ?? []),
    last_turn: lastTurn,
    truncated: isCut,
  };
}

function describeRun(
  side: Side,
  { id, name, status }: RunToCompare,
  { eventCounts, turns }: RunPair,
  scoped: ScopedPair,
): ComparedRun {
  return {
    id,
    name,
    status,
    event_count: eventCounts[side],
    compared: scoped.eventCounts[side],
    first_turn: turns[side]?.first ?? null,
    last_turn: turns[side]?.last ?? null,
  };
}

function inOrder(lines: Lines): readonly EventLine[] {
  return [...lines].sort(([one], [other]) => one - other).map(([, line]) => line);
}

/** The variables with the largest relative differences, in their order. */
function mostDifferent(differences: readonly VariableDifference[]): readonly VariableDifference[] {
  if (differences.length <= MAX_VARIABLES) return differences;
  const sizes = differences.map(relativeSize).sort((one, two) => two - one);
  const least = sizes[MAX_VARIABLES - 1] ?? 0;
  return differences.filter((variable) => relativeSize(variable) >= least).slice(0, MAX_VARIABLES);
}

function relativeSize({ largest }: VariableDifference): number {
  if (largest === null) return 0;
  const { a, b } = largest.values;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

function toComparedVariable(
  {
    scope,
    agent_id,
    variable_name,
    onlyIn,
    firstTurn,
    turnCount,
    largest,
    last,
  }: VariableDifference,
  { led_to, renamed }: Pick<RunDifferences, 'led_to' | 'renamed'>,
): ComparedVariable {
  const named = { scope, variable_name };
  const keys = {
    a: writeVariableKey({ ...named, agent_id }),
    b: writeVariableKey({ ...named, agent_id: renamed.get(agent_id ?? '') ?? agent_id }),
  };
  return {
    key: keys.a,
    scope,
    agent_id,
    variable_name,
    only_in: onlyIn,
    first_turn: firstTurn,
    turn_count: turnCount,
    largest: largest === null ? null : { turn: largest.turn, ...largest.values },
    last,
    is_led_to: SIDES.some((side) => led_to?.[side]?.variables.has(keys[side]) === true),
  };
}
