/** To be raised when the tables or their meaning change. Indexes of other versions are deleted and made anew. */
export const INDEX_VERSION = 9;

/**
 * Each simulation has one database file.
 *
 * - `events`: `seq` is dense and in event order. `part` numbers the files, oldest first. Ids are stored as bits (see
 *   `lib/scan/event-id-bits.ts`), and also as text where the bits do not determine it. `type`, `agent` and `kind` are codes of
 *   `names`; types are canonical (ENV is STATE). `variable` is one of VARIABLE_CODES, 0 for events that set none. The name of the
 *   variable is the event's `kind` and, for a variable of an agent, its `agent`. `value` is the number that an event sets,
 *   `change` the distance from the number before, both NULL for none (see `lib/events/value-change.ts`). `outcome` is a place in
 *   `OUTCOMES`: 0 for none, 1 for ok, 2 for failed (see `lib/events/event-outcome.ts`). `content` is a hash of what comparisons
 *   of runs compare (see `lib/scan/content-hash.ts`).
 * - `names`: rows in the order of `natural_key`, then of `name`, are in the order of `compareNaturally`.
 * - `near_links` and `far_links`: for each cause, the places of its effects. Near links are in the order of the lines, with the
 *   offset of the cause in the same part. Far links, whose cause is megabytes away or missing, have the id of the cause and are
 *   sorted within each commit.
 * - `simulation_ids`: for each commit, the number of its events by `simulation_id`.
 * - `missing_causes`: ids that links name but no event has.
 *
 * A part's `indexed_bytes` and the rows read from them are committed together, with a `revision` higher than any before.
 */
export function createTables(catalog: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${catalog}.index_version (version INTEGER);
    CREATE TABLE IF NOT EXISTS ${catalog}.parts (
      part UINTEGER, name VARCHAR, identity VARCHAR, modified_ns BIGINT, seen_bytes BIGINT,
      indexed_bytes BIGINT, fingerprint VARCHAR, event_count BIGINT, duplicate_count BIGINT,
      revision BIGINT
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.names (
      field VARCHAR, code UINTEGER, name VARCHAR, natural_key VARCHAR
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.events (
      seq UINTEGER, time BIGINT, turn BIGINT, type UINTEGER, agent UINTEGER, kind UINTEGER,
      variable UINTEGER, value DOUBLE, change DOUBLE, outcome UTINYINT, content UBIGINT, id_high UBIGINT, id_low UBIGINT, id_text VARCHAR,
      part UINTEGER, byte_offset BIGINT, byte_length UINTEGER
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.near_links (
      cause_offset BIGINT, effect_part UINTEGER, effect_offset BIGINT, effect_length UINTEGER
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.far_links (
      cause_high UBIGINT, cause_low UBIGINT, effect_part UINTEGER, effect_offset BIGINT, effect_length UINTEGER
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.missing_causes (cause_high UBIGINT, cause_low UBIGINT);
    CREATE TABLE IF NOT EXISTS ${catalog}.invalid_lines (
      part UINTEGER, byte_offset BIGINT, byte_length BIGINT, reason VARCHAR
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.simulation_ids (simulation_id VARCHAR, event_count BIGINT);`;
}

/** The tables with content read from the files. */
export const CONTENT_TABLES = [
  'parts',
  'names',
  'events',
  'near_links',
  'far_links',
  'missing_causes',
  'invalid_lines',
  'simulation_ids',
] as const;
