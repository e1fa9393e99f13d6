import {
  readCheckpoint,
  type CheckpointFile,
  type CheckpointReading,
  type CheckpointState,
} from '../files/checkpoints';
import { LruMap } from '../work/lru-map';

/** A checkpoint file that could not be read, with the reason. */
export interface UnreadableCheckpoint {
  /** Its path inside the simulation's directory. */
  readonly file: string;
  readonly reason: string;
}

/** Reads checkpoints, with a cache of the latest ones: stepping through turns reads the same checkpoint repeatedly. */
export interface CheckpointReader {
  read(file: CheckpointFile): Promise<CheckpointReading>;
  /** The files that are known to be unreadable, or whose look shows that they are. */
  unreadable(files: readonly CheckpointFile[]): readonly UnreadableCheckpoint[];
  /**
   * The nearest readable checkpoint at or before a turn.
   * @param files ordered by turn
   */
  nearest(files: readonly CheckpointFile[], turn: number): Promise<CheckpointState | undefined>;
}

/** The size of the cache: the checkpoints of a turn and of the turn before. */
const MAX_KEPT = 2;
/** The maximum number of remembered reasons. */
const MAX_REASONS = 1000;

export function createCheckpointReader(): CheckpointReader {
  const kept = new LruMap<string, CheckpointState>(MAX_KEPT);
  const reasons = new LruMap<string, string>(MAX_REASONS);

  async function read(file: CheckpointFile): Promise<CheckpointReading> {
    const reason = problemOf(file);
    if (reason !== undefined) return { reason };
    const known = kept.get(placeOf(file));
    const reading = known === undefined ? await readCheckpoint(file) : { state: known };
    if (reading.state === undefined) reasons.set(placeOf(file), reading.reason);
    else kept.set(placeOf(file), reading.state);
    return reading;
  }

  function problemOf(file: CheckpointFile): string | undefined {
    return file.problem ?? reasons.get(placeOf(file));
  }

  return {
    read,
    unreadable: (files) =>
      files.flatMap((file) => {
        const reason = problemOf(file);
        return reason === undefined ? [] : [{ file: `checkpoints/${file.name}`, reason }];
      }),
    async nearest(files, turn) {
      for (const file of files.toReversed()) {
        if ((file.turn ?? 0) > turn) continue;
        const { state } = await read(file);
        if (state !== undefined && state.turn <= turn) return state;
      }
      return undefined;
    },
  };
}

function placeOf({ path, key }: CheckpointFile): string {
  return `${path} ${key}`;
}
