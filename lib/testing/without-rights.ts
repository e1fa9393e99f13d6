const NOBODY = 65_534;

/**
 * Runs `work` as a user for whom permissions hold: root may do everything. What it needs from the disk beside the files in
 * question is to be loaded before.
 */
export async function withoutRights<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
