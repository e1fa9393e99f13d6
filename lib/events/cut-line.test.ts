import { describe, expect, it } from 'vitest';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { cutLine } from './cut-line';
import { readEventLine } from './read-event';

const line = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    details: { note: 'x'.repeat(100_000), action_type: 'trade' },
    event_id: 'e1',
    timestamp: '2026-10-04T14:00:00+00:00',
    turn_number: 3,
    event_type: 'ACTION',
    ...fields,
  });
const noPause = () => Promise.resolve();
const cut = async (text: string): Promise<unknown> =>
  JSON.parse(await cutLine(text, 1000, noPause));

describe('a line that is cut', () => {
  it('keeps the fields that identify the event, and the length of the line', async () => {
    const text = line({ description: 'd'.repeat(2000), agent_id: 'anna' });
    expect(await cut(text)).toEqual({
      event_id: 'e1',
      timestamp: '2026-10-04T14:00:00+00:00',
      turn_number: 3,
      event_type: 'ACTION',
      agent_id: 'anna',
      description: `${'d'.repeat(500)}…`,
      caused_by: [],
      details: { action_type: 'trade' },
      line_cut: { line_bytes: Buffer.byteLength(text), cause_count: 0 },
    });
  });

  it('keeps the first of many causes, and their number', async () => {
    const caused_by = Array.from({ length: 5000 }, (_, at) => `c${String(at)}`);
    expect(await cut(line({ caused_by }))).toMatchObject({
      caused_by: caused_by.slice(0, 100),
      line_cut: { cause_count: 5000 },
    });
  });

  it('may be of any depth', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = line({ details: '?' }).replace('"?"', `{"status":"ok","deep":${deep}}`);
    expect(await cut(text)).toMatchObject({ event_id: 'e1', details: { status: 'ok' } });
  });

  it('is unchanged when it has at most the given number of bytes', async () => {
    const text = line({ details: null, description: 'ä'.repeat(400) });
    const bytes = Buffer.byteLength(text);
    expect(await cutLine(text, bytes, noPause)).toBe(text);
    expect(await cutLine(text, bytes - 1, noPause)).not.toBe(text);
  });

  it.each([
    ['plainly', '"line_cut":{"line_bytes":9,"cause_count":9}'],
    ['with escapes', '"line\\u005fcut":{"line_bytes":9,"cause_count":9}'],
  ])(
    'is cut with a member `line_cut` of its own, written %s, so that none is taken for ours',
    async (_, own) => {
      const text = line({ details: { action_type: 'trade' } }).replace('{', `{${own},`);
      expect(JSON.parse(await cutLine(text, 1_000_000, noPause))).toMatchObject({
        details: { action_type: 'trade' },
        line_cut: { line_bytes: Buffer.byteLength(text), cause_count: 0 },
      });
      const inDetails = line({ details: { line_cut: { line_bytes: 9, cause_count: 9 } } });
      expect(await cutLine(inDetails, 1_000_000, noPause)).toBe(inDetails);
    },
  );

  it.each(HOSTILE_LINES.filter(({ reading }) => reading === 'event'))(
    'is the same event with $name',
    async ({ bytes }) => {
      const text = bytes.toString();
      const whole = readEventLine(text).event;
      const short = readEventLine(await cutLine(text, 1, noPause)).event;
      const { event_id, time, turn_number, event_type } = whole!;
      expect(short).toMatchObject({ event_id, time, turn_number, event_type });
    },
  );
});
