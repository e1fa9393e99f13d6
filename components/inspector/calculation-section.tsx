import styles from './calculation-section.module.css';
import type { EventSection } from './event-sections';
import { inlineText } from '@/components/ui/exact-json';
import { LongText } from '@/components/ui/long-text';
import { shownName } from '@/components/ui/shown-text';
import { NamedValues } from './named-values';
import { Section } from './section';

const FORMULAS = new Set(['formula', 'expression']);

/** The inputs, the formula and the results of a calculation. */
export function CalculationSection({
  section: { heading, values, results = [] },
}: {
  readonly section: EventSection;
}) {
  const formulas = values.filter(([name]) => FORMULAS.has(name));
  const inputs = values.filter(([name]) => !FORMULAS.has(name));
  return (
    <Section heading={heading}>
      {formulas.map(([name, value], at) => (
        <code key={at} className={styles['formula']} title={shownName(name)}>
          {value.kind === 'string' ? <LongText text={value.value} /> : inlineText(value)}
        </code>
      ))}
      <NamedValues values={inputs} />
      {results.length === 0 ? null : (
        <div className={styles['results']}>
          <span className={styles['arrow']} aria-label="gives">
            →
          </span>
          <div>
            <NamedValues values={results} />
          </div>
        </div>
      )}
    </Section>
  );
}
