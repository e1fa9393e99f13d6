import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import { eventChoices, type CriteriaChoice } from '@/components/event-choices';
import { dateAndTime } from '@/components/event-time/event-time';
import { LongText } from '@/components/ui/long-text';
import { shownName } from '@/components/ui/shown-text';
import { canonicalEventType } from '@/lib/events/event-type';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { CalculationSection } from './calculation-section';
import { ChangeDetails, fitsHeadline } from './change-details';
import { CriteriaButtons } from './criteria-buttons';
import styles from './event-data.module.css';
import { eventSections, type EventSection } from './event-sections';
import { fieldLabel } from '@/components/event-record/field-label';
import { Field, Fields } from './fields';
import { NamedValues } from './named-values';
import { PayloadSection } from './payload-section';
import { Section } from './section';
import type { EventRecord } from '@/components/event-record/use-event-record';

/** All fields of an event: the common ones, those of its type, and any others. */
export function EventData({
  record,
  onAddCriteria,
}: {
  readonly record: EventRecord;
  readonly onAddCriteria?: ((criteria: EventCriteria) => void) | undefined;
}) {
  const { event } = record;
  const { change, kind, sections } = eventSections(record);
  const { name } = typeGlyph(event.event_type);
  const isRespelled = canonicalEventType(event.event_type) !== event.event_type;
  const choices = eventChoices(event, kind?.kind ?? null);
  const buttons = (choice: CriteriaChoice) =>
    onAddCriteria === undefined ? null : (
      <CriteriaButtons choice={choice} onAddCriteria={onAddCriteria} />
    );
  return (
    <>
      <div className={styles['common']}>
        <Fields>
          <Field name="time">
            <time
              dateTime={event.timestamp}
              title={shownName(`${dateAndTime(event.timestamp)} UTC`)}
            >
              {shownName(event.timestamp)}
            </time>
          </Field>
          <Field name="turn" aside={buttons(choices.turn)}>
            {event.turn_number}
          </Field>
          <Field name="type" aside={buttons(choices.type)}>
            <EventTypeGlyph eventType={event.event_type} /> {name}
          </Field>
          {isRespelled ? <Field name="written as">{shownName(event.event_type)}</Field> : null}
          {kind === null || choices.kind === undefined ? null : (
            <Field
              name={fieldLabel(kind.field)}
              title={shownName(kind.field)}
              aside={buttons(choices.kind)}
            >
              <LongText text={kind.kind} />
            </Field>
          )}
          <Field name="agent" aside={buttons(choices.agent)}>
            {event.agent_id === null ? (
              <span className={styles['none']}>none</span>
            ) : (
              <LongText text={event.agent_id} />
            )}
          </Field>
          <Field name="simulation">
            {event.simulation_id === null ? (
              <span className={styles['none']}>not said</span>
            ) : (
              <bdi className={styles['unbroken']}>{shownName(event.simulation_id)}</bdi>
            )}
          </Field>
        </Fields>
      </div>
      {change === null || fitsHeadline(change) ? null : <ChangeDetails change={change} />}
      {sections.map((section) => (
        <DataSection key={section.heading} section={section} />
      ))}
    </>
  );
}

function DataSection({ section }: { readonly section: EventSection }) {
  switch (section.heading) {
    case 'Calculation':
      return <CalculationSection section={section} />;
    case 'Payload':
      return <PayloadSection section={section} />;
    case 'LLM call':
    case 'Error':
    case 'Status':
    case 'Details':
    case 'Other fields':
      return (
        <Section heading={section.heading}>
          <NamedValues values={section.values} notes={section.notes} />
        </Section>
      );
  }
}
