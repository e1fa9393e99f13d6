import { countOf } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';

/** The problems of a simulation's files, in a few words each. */
export function dataQualityFacts(quality: SimulationSummary['data_quality']): readonly string[] {
  const facts: readonly (readonly [count: number, text: string])[] = [
    [quality.invalid_line_count, countOf(quality.invalid_line_count, 'invalid line')],
    [
      quality.missing_cause_count,
      `${countOf(quality.missing_cause_count, 'cause')} not in the files`,
    ],
    [quality.duplicate_id_count, countOf(quality.duplicate_id_count, 'repeated id')],
    [quality.dropped_event_count, countOf(quality.dropped_event_count, 'dropped event')],
    [quality.unread_file_count, `${countOf(quality.unread_file_count, 'file')} not read`],
    [
      quality.other_simulation_event_count,
      `${countOf(quality.other_simulation_event_count, 'event')} of ${countOf(quality.other_simulation_id_count, 'other simulation')}`,
    ],
  ];
  return facts.filter(([count]) => count > 0).map(([, text]) => text);
}
