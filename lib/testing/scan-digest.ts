import { modelUsage } from '../ensemble/model-usage';
import type { DECISION_ROWS } from '../ensemble/run-digest';
import { eventKind } from '../events/event-kind';
import { eventOutcome } from '../events/event-outcome';
import { canonicalEventType } from '../events/event-type';
import { compareNaturally } from '../events/natural-order';
import type { StoredEvent } from '../events/read-event';
import { numericValue } from '../events/value-change';
import { compareVariables, variableOf } from '../replay/variable';
import { writeVariableKey } from '../replay/variable-key';

/** A digest with names in place of codes, for comparisons. */
export type PlainDigest = ReturnType<typeof scanDigest>;

/**
 * Computes the digest of events the simple way, event by event.
 * @param events in event order
 */
export function scanDigest(events: readonly StoredEvent[]) {
  const rows = events.map((event) => ({
    event,
    turn: event.turn_number,
    type: canonicalEventType(event.event_type.toWellFormed()),
    agent: event.agent_id?.toWellFormed() ?? '',
    kind: eventKind(event)?.toWellFormed() ?? '',
    outcome: eventOutcome(event),
    value: numericValue(event),
  }));
  const turns = rows.map(({ turn }) => turn);
  const counts = new Map<string, number>();
  for (const { turn, type, agent, kind, outcome } of rows) {
    const key = JSON.stringify([turn, type, agent, kind, outcome]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const usages = rows
    .filter(({ type }) => type === 'SYSTEM')
    .map(({ event }) => modelUsage(event.details));
  const sum = (name: 'tokens' | 'cost'): number | null =>
    usages.reduce<number | null>(
      (total, usage) => (usage[name] === null ? total : (total ?? 0) + usage[name]),
      null,
    );
  const [first, last] = [events[0], events.at(-1)];
  return {
    facts: {
      eventCount: rows.length,
      firstTurn: rows.length === 0 ? null : Math.min(...turns),
      lastTurn: rows.length === 0 ? null : Math.max(...turns),
      durationMs:
        first === undefined || last === undefined ? null : Number(last.time - first.time) / 1000,
      failureCount: rows.filter(({ outcome }) => outcome === 'failed').length,
      usage: { tokens: sum('tokens'), cost: sum('cost') },
    },
    variables: scanVariables(events),
    counts: Array.from(counts, ([key, count]) => `${key} ${String(count)}`).sort(),
    decisions: rows
      .filter(
        ({ type, agent, outcome }) =>
          agent !== '' && (type === 'DECISION' || (type === 'SYSTEM' && outcome === 'failed')),
      )
      // Stable: event order within the turn of an agent.
      .sort((a, b) => a.turn - b.turn || compareNaturally(a.agent, b.agent))
      .map(({ turn, agent, type, kind, outcome, value }) => {
        const failed = outcome === 'failed' ? 'failed decision' : 'decision';
        const row: (typeof DECISION_ROWS)[number] = type === 'SYSTEM' ? 'failed call' : failed;
        return [turn, agent, kind, row, value] as const;
      }),
  };
}

/** The variables with a number at the end of some turn, each with its values by turn. */
function scanVariables(events: readonly StoredEvent[]) {
  const settings = events.flatMap((event) => {
    const variable = variableOf(event);
    if (variable === null) return [];
    const key = {
      scope: variable.scope,
      agent_id: variable.agent_id?.toWellFormed() ?? null,
      variable_name: variable.variable_name.toWellFormed(),
    };
    return [{ key, turn: event.turn_number, value: numericValue(event) }];
  });
  const keys = new Map(settings.map(({ key }) => [writeVariableKey(key), key]));
  return [...keys]
    .sort(([, a], [, b]) => compareVariables(a, b))
    .flatMap(([name, key]) => {
      const own = settings.filter((setting) => writeVariableKey(setting.key) === name);
      const turns = [...new Set(own.map(({ turn }) => turn))].sort((a, b) => a - b);
      const values = turns.map(
        (turn) => own.findLast((setting) => setting.turn === turn)?.value ?? null,
      );
      const numbers = values.filter((value) => value !== null);
      if (numbers.length === 0) return [];
      const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
      return [
        {
          ...key,
          settingCount: own.length,
          last: values.at(-1) ?? null,
          lowest,
          lowestTurn: turns[values.indexOf(lowest)],
          highest,
          highestTurn: turns[values.indexOf(highest)],
          turns,
          values,
        },
      ];
    });
}
