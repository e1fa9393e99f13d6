import { EVENT_TYPES } from '@/lib/events/event-type';
import type { EventCondition as Condition } from '@/lib/ensemble/condition';
import { writeQuery } from '@/lib/filters/read-query';
import { shownName } from '@/components/ui/shown-text';
import { DraftField } from './draft-field';
import { Select } from './select';

const OUTCOMES = [
  { value: '', label: 'any outcome' },
  { value: 'failed', label: 'failed' },
  { value: 'ok', label: 'ok' },
  { value: 'none', label: 'no outcome' },
] as const;

/** The members that have fields of their own. */
const OWN = ['event_types', 'kinds', 'agent_ids', 'outcomes'] as const;

/** The fields of a condition on events: "3 events of type ACTION, kind sell, agent juno". Other criteria are shown and kept. */
export function EventConditionFields({
  condition,
  onChange,
}: {
  readonly condition: Condition;
  readonly onChange: (next: Condition) => void;
}) {
  const { events_at_least, ...criteria } = condition;
  const others = [...writeQuery(criteria)].filter(([name]) => !OWN.some((own) => own === name));
  const type = condition.event_types?.join(', ') ?? '';
  const outcome = condition.outcomes?.length === 1 ? condition.outcomes[0] : undefined;
  const types = [...new Set([...EVENT_TYPES, ...(type === '' ? [] : [type])])];
  return (
    <>
      <DraftField
        label="Least number of events"
        isNumber
        value={String(events_at_least)}
        onTake={(text) => {
          const isNumber = /^[1-9]\d{0,8}$/.test(text);
          if (isNumber) onChange({ ...condition, events_at_least: Number(text) });
          return isNumber;
        }}
      />
      <span>{events_at_least === 1 ? 'event' : 'events'} of</span>
      <Select
        label="Event type"
        value={type}
        options={[
          { value: '', label: 'any type' },
          ...types.map((value) => ({ value, label: shownName(value) })),
        ]}
        onChange={(value) => onChange(withList(condition, 'event_types', value))}
      />
      <DraftField
        label="Kind"
        value={condition.kinds?.join(', ') ?? ''}
        placeholder="any kind"
        onTake={(text) => {
          onChange(withList(condition, 'kinds', text));
          return true;
        }}
      />
      <DraftField
        label="Agent"
        value={condition.agent_ids?.join(', ') ?? ''}
        placeholder="any agent"
        onTake={(text) => {
          onChange(withList(condition, 'agent_ids', text));
          return true;
        }}
      />
      <Select
        label="Outcome"
        value={outcome ?? ''}
        options={OUTCOMES}
        onChange={(value) => {
          const { outcomes: _, ...rest } = condition;
          onChange(value === '' ? rest : { ...rest, outcomes: [value] });
        }}
      />
      {others.map(([name, value]) => (
        <span key={`${name} ${value}`}>
          {name} {shownName(value, 60)}
        </span>
      ))}
    </>
  );
}

function withList(
  condition: Condition,
  name: 'event_types' | 'kinds' | 'agent_ids',
  text: string,
): Condition {
  const { [name]: _, ...rest } = condition;
  const names = text.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  return names.length === 0 ? rest : { ...rest, [name]: names };
}
