import { expect, inject, it } from 'vitest';
import { z } from 'zod';
import { HOSTILE_ID } from '../support/make-root';
import { untilIndexed } from '../support/until-indexed';

const ID = 'hostile: a description of 70,000 characters';
const eventSchema = z.looseObject({
  event_id: z.string(),
  description: z.unknown().optional(),
  line_cut: z.object({ line_bytes: z.number(), cause_count: z.number() }).optional(),
});
const listSchema = z.looseObject({ events: z.array(eventSchema) });
const chainSchema = z.looseObject({ event: eventSchema });

async function getText(route: string): Promise<string> {
  const response = await fetch(new URL(`/simulations/${HOSTILE_ID}/${route}`, inject('baseUrl')));
  expect(response.status, route).toBe(200);
  return response.text();
}

it('cuts lines longer than max_line_bytes, of one event, of lists and of chains', async () => {
  await untilIndexed(inject('baseUrl'), `/simulations/${HOSTILE_ID}`);
  const path = `events/${encodeURIComponent(ID)}`;
  const whole = await getText(path);
  const line_cut = { line_bytes: Buffer.byteLength(whole), cause_count: 1 };
  expect(eventSchema.parse(JSON.parse(whole)).line_cut).toBeUndefined();

  const cut = eventSchema.parse(JSON.parse(await getText(`${path}?max_line_bytes=1000`)));
  expect(cut).toMatchObject({ event_id: ID, line_cut });
  expect(String(cut.description)).toHaveLength(501);
  expect(await getText(`${path}?max_line_bytes=${line_cut.line_bytes}`)).toBe(whole);

  const list = await getText('events?limit=1000&max_line_bytes=1000');
  const { events } = listSchema.parse(JSON.parse(list));
  expect(events.find(({ event_id }) => event_id === ID)).toEqual(cut);
  expect(events.some((event) => event.line_cut === undefined)).toBe(true);
  expect(list.length).toBeLessThan(whole.length * 2);

  const chain = await getText(`causality/${encodeURIComponent(ID)}?max_line_bytes=1000`);
  expect(chainSchema.parse(JSON.parse(chain)).event).toEqual(cut);
});
