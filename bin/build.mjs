// @ts-check
import { ensureBuilt, ensureInstalled, PrepareError } from './prepare.mjs';

// `npm run build`: the build that `npm start` would make, and finds made.

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}
