import { formatCount } from '@/components/ui/format-count';

/** The limits that hide parts of a run from the timeline, as texts; none when it shows all. */
export function cutTexts({
  laneCount,
  agentCount,
  linkCount,
}: {
  /** The number of agents with lanes, and of all agents. */
  readonly laneCount: number;
  readonly agentCount: number;
  /** The number of drawn links of the selected event, if it has more; `undefined` when all are drawn. */
  readonly linkCount: number | undefined;
}): readonly string[] {
  return [
    ...(laneCount < agentCount
      ? [`lanes: the first ${formatCount(laneCount)} of ${formatCount(agentCount)} agents`]
      : []),
    ...(linkCount === undefined
      ? []
      : [`links: the first ${formatCount(linkCount)} of the selected event; it has more`]),
  ];
}
