import { expect, it } from 'vitest';
import { AnswerTooLargeError } from '../errors';
import { textBody } from './json-response';
import { RawJson, writeJson } from './json-text';

const textOf = async (value: unknown): Promise<string> => (await writeJson(value)).join('');

it.each([
  [null],
  ['a "quoted" text'],
  [[]],
  [{}],
  [{ a: 1, b: [1, 'two', null, false], c: { d: [{ e: [] }, {}] }, f: undefined }],
  [Array.from({ length: 5000 }, (_, at) => at)],
  [Array.from({ length: 2000 }, (_, at) => ({ at, list: [at, { at }] }))],
])('writes the same as JSON.stringify: %j', async (value) => {
  expect(await textOf(value)).toBe(JSON.stringify(value));
});

it('inserts JSON text unchanged, with any form of numbers', async () => {
  expect(await textOf({ events: [new RawJson('{"n":1.00}'), new RawJson('2e400')] })).toBe(
    '{"events":[{"n":1.00},2e400]}',
  );
});

it('refuses to write more than an answer may have', async () => {
  const lines = Array.from({ length: 100 }, () => new RawJson(`"${'x'.repeat(10_000)}"`));
  await expect(writeJson(lines, 500_000)).rejects.toThrow(AnswerTooLargeError);
});

it('sends a long text in pieces, no character cut in two', async () => {
  const text = `"${'a🚜'.repeat(400_000)}"`;
  const response = new Response(textBody([text, 'end']));
  expect(await response.text()).toBe(`${text}end`);
});
