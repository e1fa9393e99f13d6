import { formatCount } from '@/components/ui/format-count';

/** What of a run the timeline does not show because it is too much; none where it shows all. */
export function cutTexts({
  laneCount,
  agentCount,
  linkCount,
}: {
  /** How many agents have lanes, and how many there are. */
  readonly laneCount: number;
  readonly agentCount: number;
  /** How many links of the selected event are drawn where it has more; `undefined` where all are. */
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
