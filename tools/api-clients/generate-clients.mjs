// @ts-check
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { generate } from 'orval';

const FOLDER = fileURLToPath(new URL('generated', import.meta.url));

/**
 * Makes the clients that `consumers/` use.
 *
 * @param {string} text the OpenAPI document, JSON
 */
export async function generateClients(text) {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER);
  const input = join(FOLDER, 'openapi.json');
  await writeFile(input, text);

  const types = await openapiTypescript(text);
  await writeFile(join(FOLDER, 'openapi-typescript.ts'), astToString(types));
  for (const client of /** @type {const} */ (['fetch', 'zod'])) {
    const target = join(FOLDER, `orval-${client}.ts`);
    await generate({ input, output: { target, client, mode: 'single' } });
  }
  await createClient({
    input,
    output: join(FOLDER, 'hey-api'),
    logs: { level: 'silent' },
    plugins: [
      '@hey-api/client-fetch',
      '@hey-api/typescript',
      'zod',
      { name: '@hey-api/sdk', validator: true },
    ],
  });
}
