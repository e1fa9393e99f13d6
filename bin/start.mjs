// @ts-check
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { stopWithParent } from './stop-with-parent.mjs';

// `node bin/start.mjs start` installs, builds, and is `causeway serve`. `dev` does not build: pages and routes follow their
// sources. `bin/`, and of `lib/` the store and all below the service, is read once. `build` installs and builds.

const [mode] = process.argv.splice(2, 1, 'serve');
stopWithParent();

try {
  await ensureInstalled();
  if (mode !== 'dev') await ensureBuilt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

if (mode !== 'build') {
  Object.assign(process.env, { NODE_ENV: mode === 'dev' ? 'development' : 'production' });
  // In this process: signals and the exit code are the server's own.
  await import('./causeway.mjs');
}
