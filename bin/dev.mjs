// @ts-check
import { fileURLToPath } from 'node:url';
import { ensureInstalled, NEXT_ENV, PrepareError } from './prepare.mjs';
import { stopWithParent } from './stop-with-parent.mjs';

// `npm run dev -- …`: `causeway serve …` with pages and routes that follow their sources. What runs outside of them
// (`bin/`, and of `lib/` the store and all below the service) is read once, at the start.

stopWithParent();

try {
  await ensureInstalled();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}

Object.assign(process.env, NEXT_ENV, { NODE_ENV: 'development' });

const causeway = new URL('causeway.mjs', import.meta.url);
process.argv.splice(1, 1, fileURLToPath(causeway), 'serve');
await import(causeway.href);
