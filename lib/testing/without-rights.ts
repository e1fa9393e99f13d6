const NOBODY = 65_534;

/**
 * Runs `work` as a user with limited permissions, because root may do everything. Other files that `work` needs must be loaded
 * before.
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
