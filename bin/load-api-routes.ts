import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readRegularFile } from '../lib/files/regular-file';
import type { Route, RouteHandler } from '../lib/http/api-routes';

const BUILT = new URL('../.next/server/', import.meta.url);
const MAX_MANIFEST_BYTES = 1024 * 1024;

/** Addresses of the API by the names of their build entries: `/(api)/health/route` is `/health`. */
const API_ENTRY = /^\/\(api\)(\/.*)\/route$/;

const manifestSchema = z.record(z.string(), z.string());
const moduleSchema = z.object({
  routeModule: z.object({ userland: z.object({ GET: z.custom<RouteHandler>(isFunction) }) }),
});

/**
 * The API's routes from Next's build, for calling them directly: Next's own routing takes longer than most answers. To be
 * called when Next is prepared.
 * @throws when the build has an unknown form
 */
export async function loadApiRoutes(): Promise<readonly Route[]> {
  const manifest = fileURLToPath(new URL('app-paths-manifest.json', BUILT));
  const text = await readRegularFile(manifest, { maxBytes: MAX_MANIFEST_BYTES });
  const entries: unknown = JSON.parse(text.toString('utf8'));
  const require = createRequire(import.meta.url);
  return Object.entries(manifestSchema.parse(entries)).flatMap(([entry, file]) => {
    const pathname = API_ENTRY.exec(entry)?.[1];
    if (pathname === undefined) return [];
    const built: unknown = require(fileURLToPath(new URL(file, BUILT)));
    return [{ pathname, handler: moduleSchema.parse(built).routeModule.userland.GET }];
  });
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
