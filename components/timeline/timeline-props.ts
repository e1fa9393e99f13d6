import type { SimulationSummary } from '@/lib/api/contract';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import type { Span } from './span';
import type { TimelineAxis } from './timeline-axis';

export interface TimelineProps {
  readonly simulation: SimulationSummary;
  readonly criteria: EventCriteria;
  /** The criteria of the drawn counts, until the counts of newer criteria are loaded; the range is from `criteria`. */
  readonly countedCriteria: EventCriteria;
  readonly axis: TimelineAxis;
  /** The range of the axis in view; `null` for the whole axis. */
  readonly span: Span | null;
  readonly selectedEventId: string | null;
  /** The ids of the events of the chosen chain, from the cause to the effect; none without one. */
  readonly chain: readonly string[];
  /** Whether the chain tells what caused its last event, or what came of its first one. */
  readonly chainDirection: ExplanationDirection;
  /** The links by which the story of the chain is looked up. */
  readonly links: LinkChoice;
  /** The chain is no longer wanted. */
  readonly onChainEnd: () => void;
  /** `span` is the previous view in the units of the other axis, or `null` for the whole axis, or if it cannot be converted. */
  readonly onAxisChange: (axis: TimelineAxis, span: Span | null) => void;
  readonly onSpanChange: (span: Span | null, history: 'push' | 'replace') => void;
  readonly onCriteriaChange: (change: CriteriaChange) => void;
  readonly onSelectEvent: (eventId: string) => void;
}
