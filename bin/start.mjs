// @ts-check
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, NEXT_ENV, PrepareError } from './prepare.mjs';
import { stopWithParent } from './stop-with-parent.mjs';

// `npm start -- …`: makes sure that everything is there, then is `causeway serve …`.

stopWithParent();

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}

Object.assign(process.env, NEXT_ENV, { NODE_ENV: 'production' });

// In this process, so that signals and the exit code are the server's own.
const causeway = new URL('causeway.mjs', import.meta.url);
process.argv.splice(1, 1, fileURLToPath(causeway), 'serve');
await import(causeway.href);
