/** Raise it when the tables or what they mean change: indexes of another version are thrown away and made anew. */
export const INDEX_VERSION = 1;

/**
 * One database file a simulation. `events.seq` is dense and in event order; `part` numbers the files oldest first;
 * `type` is canonical (ENV is STATE). A part's `indexed_bytes` and the rows read from them are committed together.
 */
export function createTables(catalog: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${catalog}.index_version (version INTEGER);
    CREATE TABLE IF NOT EXISTS ${catalog}.parts (
      part INTEGER, name VARCHAR, identity VARCHAR, modified_ns BIGINT,
      seen_bytes BIGINT, indexed_bytes BIGINT, fingerprint VARCHAR
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.events (
      seq BIGINT, time BIGINT, turn BIGINT, type VARCHAR, agent VARCHAR, event_id VARCHAR,
      part INTEGER, byte_offset BIGINT, byte_length INTEGER
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.links (
      cause VARCHAR, effect VARCHAR, effect_time BIGINT, ordinal INTEGER
    );
    CREATE TABLE IF NOT EXISTS ${catalog}.invalid_lines (
      part INTEGER, byte_offset BIGINT, byte_length BIGINT, reason VARCHAR
    );`;
}

export const TABLES = ['index_version', 'parts', 'events', 'links', 'invalid_lines'] as const;
