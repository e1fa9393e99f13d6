import { describe, expect, it } from 'vitest';
import { dataQualityFacts } from './data-quality-facts';

const CLEAN = {
  invalid_line_count: 0,
  invalid_lines: [],
  duplicate_id_count: 0,
  missing_cause_count: 0,
  unfinished_bytes: 0,
  dropped_event_records: 0,
  dropped_event_count: 0,
  unread_file_count: 0,
  unread_files: [],
  other_simulation_id_count: 0,
  other_simulation_event_count: 0,
  other_simulation_ids: [],
};

describe('dataQualityFacts', () => {
  it('is silent about clean files, and about a line that is still being written', () => {
    expect(dataQualityFacts(CLEAN)).toEqual([]);
    expect(dataQualityFacts({ ...CLEAN, unfinished_bytes: 80 })).toEqual([]);
  });

  it('counts what is wrong', () => {
    expect(
      dataQualityFacts({
        ...CLEAN,
        invalid_line_count: 3,
        missing_cause_count: 1200,
        duplicate_id_count: 1,
        dropped_event_records: 2,
        dropped_event_count: 70,
        unread_file_count: 1,
        other_simulation_id_count: 1,
        other_simulation_event_count: 12,
      }),
    ).toEqual([
      '3 invalid lines',
      '1,200 causes not in the files',
      '1 repeated id',
      '70 dropped events',
      '1 file not read',
      '12 events of 1 other simulation',
    ]);
  });
});
