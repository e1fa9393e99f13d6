import type { DuckDBConnection } from '@duckdb/node-api';
import { chooseWindowLinks } from '../../../causality/explain/choose-window-links';
import type { WindowEvent } from '../../../causality/explain/explanation-window';
import { breathe, isBreathDue } from '../../../work/work';
import type { PairLink } from '../../run-pair';
import { readWindowLinks } from '../explain/read-window-links';
import type { SimulationIndex } from '../index/simulation-index';
import { queryNumbers } from '../sql/query-numbers';

/** Reads the links among events from one place to another, declared ones and ones that rules within a turn infer. */
export async function readPairLinks(
  connection: DuckDBConnection,
  index: SimulationIndex,
  [first, last]: readonly [number, number],
): Promise<readonly PairLink[]> {
  const columns = await queryNumbers(
    connection,
    `SELECT seq, turn, type, agent, kind, part, byte_offset FROM ${index.catalog}.events
     WHERE seq BETWEEN ${String(first)} AND ${String(last)} ORDER BY seq`,
  );
  const names = index.names();
  const [seqs = NONE, turns = NONE, types = NONE, agents = NONE, kinds = NONE, ...places] = columns;
  const [parts = NONE, byteOffsets = NONE] = places;
  const events: WindowEvent[] = [];
  for (let at = 0; at < seqs.length; at++) {
    if (isBreathDue()) await breathe();
    const [agent, kind] = [agents[at] ?? 0, kinds[at] ?? 0];
    events.push({
      ...NO_VALUES,
      at,
      turn: turns[at] ?? 0,
      type: names.nameOf('type', types[at] ?? 0),
      agent: agent === 0 ? null : names.nameOf('agent', agent),
      kind: kind === 0 ? null : names.nameOf('kind', kind),
    });
  }
  const { links, open } = await readWindowLinks(connection, index.catalog, {
    parts,
    byteOffsets,
    seqs,
  });
  const all = await chooseWindowLinks({ events, links, open }, 'all', { breathe });
  const found: PairLink[] = [];
  for (const { at } of events) {
    if (isBreathDue()) await breathe();
    for (const cause of all.causesOf(at)) {
      found.push({ cause: seqs[cause] ?? -1, effect: seqs[at] ?? -1 });
    }
  }
  return found;
}

const NONE = new Float64Array();
/** The rules within a turn look at none of these. */
const NO_VALUES = { sort: 0, variable: null, value: null, change: null, outcome: 'none' } as const;
