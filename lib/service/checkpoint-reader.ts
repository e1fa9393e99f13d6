import {
  readCheckpoint,
  type CheckpointFile,
  type CheckpointReading,
  type CheckpointState,
} from '../files/checkpoints';
import { LruMap } from '../work/lru-map';

/** A checkpoint file that could not be read, and why. */
export interface UnreadableCheckpoint {
  /** Under the simulation's directory. */
  readonly file: string;
  readonly reason: string;
}

/** Reads checkpoints, and remembers the latest ones: whoever steps through turns asks for the same again and again. */
export interface CheckpointReader {
  read(file: CheckpointFile): Promise<CheckpointReading>;
  /** Those of which it is known, or is seen from outside, that they cannot be read. */
  unreadable(files: readonly CheckpointFile[]): readonly UnreadableCheckpoint[];
  /**
   * The nearest one at or before a turn that can be read.
   * @param files by their turns
   */
  nearest(files: readonly CheckpointFile[], turn: number): Promise<CheckpointState | undefined>;
}

/** As many are held in memory: that of a turn, and that of the turn before. */
const MAX_KEPT = 2;
/** Why others could not be read. */
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
