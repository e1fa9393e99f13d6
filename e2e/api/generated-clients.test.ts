import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { scanFolder } from '../../lib/testing/scan-files';
import { makeTempRoot, type TempRoot } from '../../lib/testing/temp-root';
import { SEEDED_ID } from '../support/make-root';
import { untilIndexed } from '../support/until-indexed';

const run = promisify(execFile);

const TOOLS = fileURLToPath(new URL('../../tools/api-clients', import.meta.url));

const consumerSchema = z.object({
  ask: z.custom<
    (question: {
      readonly baseUrl: string;
      readonly simulationId: string;
      readonly eventId: string;
    }) => Promise<unknown>
  >((value) => typeof value === 'function'),
});

let temp: TempRoot;
let objections: unknown;

beforeAll(async () => {
  await untilIndexed(inject('baseUrl'));
  temp = await makeTempRoot();
  const [document, found] = ['openapi.json', 'objections.json'].map((name) =>
    path.join(temp.path, name),
  );
  const response = await fetch(new URL('/openapi.json', inject('baseUrl')));
  await writeFile(document!, await response.text());
  await run(process.execPath, ['try-document.mjs', document!, found!], { cwd: TOOLS });
  objections = JSON.parse(await readFile(found!, 'utf8'));
  return () => temp.remove();
}, 180_000);

/** The event of the seeded run with the most causes and effects around it. */
function anEvent(): string {
  const { events } = scanFolder(path.join(inject('outputRoot'), SEEDED_ID));
  return events.find(({ event }) => event.caused_by.length > 0)!.event_id;
}

async function plainAnswers(eventId: string): Promise<unknown> {
  const get = async (path: string): Promise<unknown> =>
    (await fetch(new URL(path, inject('baseUrl')))).json();
  const run = `/simulations/${SEEDED_ID}`;
  return {
    simulations: await get('/simulations'),
    page: await get(`${run}/events?event_types=STATE&event_types=ACTION&counts=effects&limit=50`),
    chain: await get(`${run}/causality/${eventId}?depth=3&analysis=true`),
    state: await get(`${run}/state`),
  };
}

describe('the OpenAPI document', () => {
  it('has no faults for Redocly and Spectral', () => {
    expect(objections).toEqual([]);
  });

  it('generates clients with the expected types', { timeout: 120_000 }, async () => {
    const tsc = path.join(TOOLS, 'node_modules/typescript/bin/tsc');
    const checked = await run(process.execPath, [tsc, '--noEmit', '-p', TOOLS]).catch(
      (error: unknown) => error,
    );
    expect(checked).toMatchObject({ stdout: '' });
  });

  it.each(['openapi-typescript', 'orval', 'hey-api'])(
    'gives a client by %s that loses nothing of an answer',
    async (name) => {
      const eventId = anEvent();
      const { ask } = consumerSchema.parse(
        await import(path.join(TOOLS, 'consumers', `${name}.ts`)),
      );
      const baseUrl = new URL(inject('baseUrl')).origin;
      const answers = await ask({ baseUrl, simulationId: SEEDED_ID, eventId });
      expect(answers).toEqual(await plainAnswers(eventId));
    },
  );
});
