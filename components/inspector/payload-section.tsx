import { memberAddress } from '@/components/event-record/field-address';
import { isTree } from '@/components/ui/exact-json';
import { membersWithin, type EventSection } from './event-sections';
import { NamedValues } from './named-values';
import { Section } from './section';

/** The payload of an action, member by member. */
export function PayloadSection({
  section: { heading, values },
}: {
  readonly section: EventSection;
}) {
  return (
    <Section heading={heading}>
      {values.map(([name, value, within = ''], at) => (
        <NamedValues
          key={at}
          values={
            value.kind === 'object' && isTree(value)
              ? membersWithin(value, memberAddress(within, name))
              : [[name, value, within]]
          }
        />
      ))}
    </Section>
  );
}
