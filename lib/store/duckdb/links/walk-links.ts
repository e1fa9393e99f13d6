import type { DuckDBConnection } from '@duckdb/node-api';
import { during } from '../../../work/work';
import type { FindLinks, InferLinks, LinkDirection } from '../../event-store';
import { holdFiles } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { inTransaction } from '../sql/connections';
import type { StoreLanes } from '../sql/store-lanes';
import { linkFinder } from './follow-links';
import { linkInferrer } from './infer-links';

export interface LinkWalkOptions {
  readonly lanes: StoreLanes;
  /** See `DuckDbStoreOptions`. */
  readonly maxTurnEvents: number | undefined;
  readonly stretchEvents: number | undefined;
}

/** A walk with more steps than this continues in the lane of long walks. A walk of depth 5 takes 5 steps in each direction. */
const MAX_STEPS = 12;

/** Runs `work`, a walk along links, over one snapshot of the files. */
export async function walkLinks<Result>(
  index: SimulationIndex,
  connection: DuckDBConnection,
  { lanes, maxTurnEvents, stretchEvents }: LinkWalkOptions,
  work: (findLinks: FindLinks, inferLinks: InferLinks) => Promise<Result>,
): Promise<Result> {
  await using files = holdFiles(index);
  let steps = 0;
  const counted =
    <Links>(find: FindBy<Links>): FindBy<Links> =>
    async (eventIds, direction, limit) => {
      if (++steps > MAX_STEPS) await lanes.moveTo('long');
      return find(eventIds, direction, limit);
    };
  return await inTransaction(connection, () =>
    during('following links', () =>
      work(
        counted(linkFinder(connection, index, files, stretchEvents)),
        counted(linkInferrer(connection, index, maxTurnEvents)),
      ),
    ),
  );
}

/** `FindLinks` or `InferLinks`. */
type FindBy<Links> = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<Links>;
