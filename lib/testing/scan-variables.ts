import type { EventLine } from '../events/event-line';
import type { StoredEvent } from '../events/read-event';
import { choosePoints } from '../replay/choose-points';
import { compareVariables, variableOf, type VariableKey } from '../replay/variable';
import { variableRank } from '../replay/variable-rank';
import type {
  LatestSettings,
  SeriesOptions,
  VariableCounts,
  VariableSearch,
  VariableSeries,
} from '../store/variable-events';

interface ScannedEvent extends EventLine {
  readonly event: StoredEvent;
}

/** An event that sets the variable with this name; see {@link nameOf}. */
interface Setting extends ScannedEvent {
  readonly name: string;
}

interface VariableScan {
  findVariables(turns: readonly number[], search: VariableSearch): LatestSettings;
  countVariables(search: VariableSearch): VariableCounts;
  findSeries(variables: readonly VariableKey[], options: SeriesOptions): readonly VariableSeries[];
}

/**
 * Computes settings the simple way, event by event.
 * @param events in event order
 */
export function scanVariables(events: readonly ScannedEvent[]): VariableScan {
  const turns = events.map(({ event }) => event.turn_number);
  const settings: Setting[] = [];
  const variables: VariableKey[] = [];
  const names = new Set<string>();
  for (const scanned of events) {
    const variable = variableOf(scanned.event);
    if (variable === null) continue;
    const name = nameOf(variable);
    settings.push({ ...scanned, name });
    if (names.has(name)) continue;
    names.add(name);
    const { scope, agent_id, variable_name } = variable;
    variables.push({
      scope,
      agent_id: agent_id?.toWellFormed() ?? null,
      variable_name: variable_name.toWellFormed(),
    });
  }
  variables.sort(compareVariables);

  function settingsOf(variable: VariableKey): readonly Setting[] {
    const name = nameOf(variable);
    return settings.filter((setting) => setting.name === name);
  }

  function seriesOf(variable: VariableKey, { turn_start, turn_end, points = 200 }: SeriesOptions) {
    const own = settingsOf(variable);
    const ownTurns = own.map(({ event }) => event.turn_number);
    const latest = [...new Set(ownTurns)]
      .sort((a, b) => a - b)
      .filter((turn) => turn >= (turn_start ?? 0) && turn <= (turn_end ?? Infinity))
      .flatMap((turn) => own.findLast(({ event }) => event.turn_number === turn) ?? []);
    const values = latest.map(({ event }) => event.details?.['new_value']);
    const chosen = choosePoints(
      latest.map(({ event }) => event.turn_number),
      values.map((value) => (typeof value === 'number' ? value : NaN)),
      points,
    );
    return {
      ...variable,
      event_count: own.length,
      first_turn: Math.min(...ownTurns),
      last_turn: Math.max(...ownTurns),
      settings: chosen.flatMap((at) => latest[at] ?? []).map(toLine),
      is_sampled: latest.length > points,
    };
  }

  return {
    findVariables: (asked, { limit, name }) => ({
      turns: turns.length === 0 ? null : { first: Math.min(...turns), last: Math.max(...turns) },
      has_settings: variables.length > 0,
      variables: named(variables, name)
        .map((variable) => {
          const own = settingsOf(variable);
          const latestOf = (turn: number): EventLine | null => {
            const latest = own.findLast(({ event }) => event.turn_number <= turn);
            return latest === undefined ? null : toLine(latest);
          };
          return { ...variable, settings: asked.map(latestOf) };
        })
        .filter(({ settings }) => settings.some((setting) => setting !== null))
        .slice(0, limit),
      truncated: false,
    }),
    countVariables: ({ limit, name }) => ({
      variables: named(variables, name)
        .slice(0, limit)
        .map((variable) => {
          const { settings: _, is_sampled: __, ...counts } = seriesOf(variable, {});
          return counts;
        }),
      truncated: named(variables, name).length > limit,
    }),
    findSeries: (asked, options) =>
      asked
        .filter((variable) => names.has(nameOf(variable)))
        .map((variable) => seriesOf(variable, options)),
  };
}

function named(
  variables: readonly VariableKey[],
  text: string | undefined,
): readonly VariableKey[] {
  if (text === undefined) return variables;
  const rank = (variable: VariableKey): number => variableRank(variable, text) ?? Infinity;
  return variables
    .filter((variable) => rank(variable) < Infinity)
    .sort((a, b) => rank(a) - rank(b) || compareVariables(a, b));
}

function nameOf({ scope, agent_id, variable_name }: VariableKey): string {
  return JSON.stringify([scope, agent_id?.toWellFormed() ?? null, variable_name.toWellFormed()]);
}

function toLine({ event_id, text }: EventLine): EventLine {
  return { event_id, text };
}
