import { expect, it } from 'vitest';
import { readEventLine } from '../../../events/read-event';
import { readDeclaration } from './read-declaration';

const LONG = 'x\\"y{[,'.repeat(100_000);

it.each([
  ['a long text before', (own: string) => `{"details":{"text":"${LONG}"},${own}}`],
  ['a long text after', (own: string) => `{ ${own} , "details" : [1, {"a": "${LONG}"}, -2e3] }`],
  [
    'its own names inside',
    (own: string) => `{"details":{"event_id":"inner","t":"${LONG}"},${own}}`,
  ],
  ['a name twice', (own: string) => `{"caused_by":["first"],"t":"${LONG}",${own}}`],
  ['a plain last member', (own: string) => `{${own},"t":"${LONG}","n":12}`],
])('reads the same from a long line with %s as the whole parser', async (_, write) => {
  const line = write(
    '"event_id":"a","timestamp":"2026-10-04T00:00:00Z","turn_number":1,"event_type":"ACTION","caused_by":["b","c","b"]',
  );
  const { event } = readEventLine(line);
  expect(event).toBeDefined();
  expect(await readDeclaration(line)).toMatchObject({
    event_id: event?.event_id,
    time: event?.time,
    caused_by: event?.caused_by,
  });
});
