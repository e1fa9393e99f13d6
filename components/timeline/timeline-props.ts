import type { SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import type { Span } from './span';
import type { TimelineAxis } from './timeline-axis';

export interface TimelineProps {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  /** Those that are counted and drawn, until the newest are: the range is that of `criteria`. */
  readonly countedCriteria: EventCriteria;
  readonly axis: TimelineAxis;
  /** What of the axis is in view; `null` for all of it. */
  readonly span: Span | null;
  readonly selectedEventId: string | null;
  /** `span` is what was in view, in the units of the other axis, or `null` where that cannot be told. */
  readonly onAxisChange: (axis: TimelineAxis, span: Span | null) => void;
  readonly onSpanChange: (span: Span | null, history: 'push' | 'replace') => void;
  readonly onCriteriaChange: (change: CriteriaChange) => void;
  readonly onSelectEvent: (eventId: string) => void;
}
