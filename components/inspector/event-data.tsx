import type { ReactNode } from 'react';
import { dateAndTime } from '@/components/event-time/event-time';
import { canonicalEventType } from '@/lib/events/event-type';
import styles from './event-data.module.css';
import { eventSections } from './event-sections';
import { inlineText } from './exact-json';
import { JsonTree } from './json-tree';
import type { EventRecord } from './use-event-record';

/** How fields are called where their own name says less. */
const FIELD_NAMES = new Map([
  ['variable_name', 'variable'],
  ['decision_type', 'decision'],
  ['action_type', 'action'],
  ['action_name', 'action name'],
  ['action_payload', 'payload'],
  ['calculation_type', 'calculation'],
  ['intermediate_values', 'values'],
  ['milestone_type', 'milestone'],
  ['system_event_type', 'system event'],
  ['error_type', 'error'],
  ['retry_count', 'retries'],
  ['llm_model', 'model'],
]);

/** All fields of an event: the common ones, those of its type, and any others. */
export function EventData({ record }: { readonly record: EventRecord }) {
  const { event } = record;
  const { facts, trees, otherFields } = eventSections(record);
  const isRespelled = canonicalEventType(event.event_type) !== event.event_type;
  return (
    <>
      <dl className={styles['fields']}>
        <Field name="time">
          <time dateTime={event.timestamp} title={`${dateAndTime(event.timestamp)} UTC`}>
            {event.timestamp}
          </time>
        </Field>
        <Field name="turn">{event.turn_number}</Field>
        <Field name="agent">{event.agent_id ?? <span className={styles['none']}>none</span>}</Field>
        {isRespelled ? <Field name="written as">{event.event_type}</Field> : null}
        {facts.map(([name, value], at) => (
          <Field key={at} name={fieldName(name)} title={name}>
            {inlineText(value)}
          </Field>
        ))}
        <Field name="simulation">
          <span className={styles['unbroken']}>{event.simulation_id ?? 'not said'}</span>
        </Field>
      </dl>
      {trees.map(([name, value], at) => (
        <section key={at} className={styles['tree']} aria-label={fieldName(name)}>
          <JsonTree name={fieldName(name)} value={value} />
        </section>
      ))}
      {otherFields === null ? null : (
        <section className={styles['tree']} aria-label="Other fields">
          <JsonTree name="other fields" value={otherFields} />
        </section>
      )}
    </>
  );
}

function Field({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['field']}>
      <dt title={title}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function fieldName(name: string): string {
  return FIELD_NAMES.get(name) ?? name;
}
