import { describeEvent } from '@/components/event-type/describe-event';
import { groupDigits } from '@/components/ui/readable-value';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import type { StoredEvent } from '@/lib/events/read-event';
import { variableOf } from '@/lib/replay/variable';

/** A number that a variable took, and the one before. */
export interface NumberChange {
  /** For example `grain_price`, or `juno_trader's cash`. */
  readonly name: ShownText;
  readonly from: number | undefined;
  readonly to: number;
}

/** The change of a number; `undefined` for other events. */
export function numberChange(event: StoredEvent): NumberChange | undefined {
  const variable = variableOf(event);
  const { old_value: from, new_value: to } = event.details ?? {};
  if (variable === null || typeof to !== 'number') return undefined;
  const { agent_id: agent, variable_name: name } = variable;
  return {
    name: shownName(agent === null ? name : `${agent}'s ${name}`),
    from: typeof from === 'number' ? from : undefined,
    to,
  };
}

/** For example `295.26 → 333.13`. */
export function changeText({ from, to }: Pick<NumberChange, 'from' | 'to'>): string {
  return from === undefined ? numberText(to) : `${numberText(from)} → ${numberText(to)}`;
}

/** With separators of thousands, and all its digits. */
export function numberText(number: number): string {
  return groupDigits(String(number));
}

/** The event in a few words: `grain_price 295.26 → 333.13`, otherwise its description. */
export function eventInShort(event: StoredEvent): ShownText {
  const change = numberChange(event);
  return change === undefined
    ? describeEvent(event)
    : shownName(`${change.name} ${changeText(change)}`, 300);
}
