'use client';

import { OutcomeGlyph } from '@/components/event-type/outcome-glyph';
import type { EventFacets } from '@/lib/api/contract';
import type { Outcome } from '@/lib/events/event-outcome';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { FacetList } from './facet-list';
import { outcomeLabel, withPart } from './filter-change';
import type { FilterNavigation } from './filter-navigation';

const IN_ORDER: readonly Outcome[] = ['failed', 'ok', 'none'];

/** The outcomes of events; nothing for a run whose events state none. */
export function OutcomeFacet({
  criteria,
  counted,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly counted: EventFacets;
  readonly onChange: FilterNavigation;
}) {
  const chosen = criteria.outcomes ?? [];
  const counts = new Map(
    counted.outcomes.values.map(({ outcome, event_count }) => [outcome, event_count]),
  );
  const isStated = counts.has('failed') || counts.has('ok') || chosen.length > 0;
  if (!isStated) return null;
  const values = IN_ORDER.map((outcome) => ({
    name: outcome,
    label: outcomeLabel(outcome),
    count: counts.get(outcome) ?? 0,
    mark: <OutcomeGlyph outcome={outcome} />,
    ...(outcome === 'failed' ? { color: 'var(--color-danger)' } : {}),
  }));
  return (
    <FacetList
      legend="Outcome"
      values={values}
      valueCount={values.length}
      beyondCount={0}
      text=""
      found={undefined}
      sort={undefined}
      canExclude={false}
      treatmentOf={(name) => (chosen.some((outcome) => outcome === name) ? 'include' : undefined)}
      onText={() => undefined}
      onTreat={(name, treatment) =>
        onChange((now) => {
          const others = (now.outcomes ?? []).filter((outcome) => outcome !== name);
          const added = treatment === 'include' ? IN_ORDER.filter((one) => one === name) : [];
          const outcomes = [...others, ...added];
          return withPart(now, 'outcomes', outcomes.length === 0 ? undefined : outcomes);
        })
      }
    />
  );
}
