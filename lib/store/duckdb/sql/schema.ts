/** Raise it when the tables or what they mean change: indexes of another version are thrown away and made anew. */
export const INDEX_VERSION = 5;

/**
 * One database file a simulation. `events.seq` is dense and in event order; `part` numbers the files oldest first; ids are
 * their bits (see `lib/scan/event-id-bits.ts`), with the text beside them where bits do not say it; `type`, `agent` and
 * `kind` are codes of `names`, types canonical (ENV is STATE); `variable` is one of VARIABLE_CODES, 0 of an event that sets
 * none: the variable is named by `kind` and, when it is an agent's, by `agent`. The links say of each cause where its effects
 * stand: near ones, in the order of the lines, by the offset of the cause in the same part; far ones, whose cause stands
 * megabytes away or nowhere, by its id, sorted within each commit.
 * `simulation_ids` says of each commit how many of its events have which `simulation_id`.
 * `missing_causes` are ids that links name and no event has. A part's `indexed_bytes` and the rows read from them are
 * committed together, under a `revision` higher than any before.
 */
export function createTables(catalog: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${catalog}.index_version (version INTEGER);
    CREATE TABLE IF NOT EXISTS ${catalog}.parts (
      part UINTEGER, name VARCHAR, identity VARCHAR, modified_ns BIGINT, seen_bytes BIGINT,
      indexed_bytes BIGINT, fingerprint VARCHAR, event_count BIGINT, duplicate_count BIGINT,
      revision BIGINT
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.names (field VARCHAR, code UINTEGER, name VARCHAR);
    CREATE TABLE IF NOT EXISTS ${catalog}.events (
      seq UINTEGER, time BIGINT, turn BIGINT, type UINTEGER, agent UINTEGER, kind UINTEGER,
      variable UINTEGER, id_high UBIGINT, id_low UBIGINT, id_text VARCHAR, part UINTEGER, byte_offset BIGINT, byte_length UINTEGER
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

/** The tables that hold what was read from the files. */
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
