import { isTree, membersOf } from '@/components/ui/exact-json';
import type { EventSection } from './event-sections';
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
      {values.map(([name, value], at) => (
        <NamedValues
          key={at}
          values={value.kind === 'object' && isTree(value) ? membersOf(value) : [[name, value]]}
        />
      ))}
    </Section>
  );
}
