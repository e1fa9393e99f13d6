import { appendFileSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import { numbered } from './capture-suite';
import { closeTornTail, type ClosedTail } from './tail-repair';

async function repair(content: string | Buffer) {
  const file = path.join((await makeTempRoot(onTestFinished)).path, 'events.jsonl');
  writeFileSync(file, content);
  const fd = openSync(file, 'a+');
  let closed: ClosedTail | undefined;
  try {
    closed = closeTornTail(fd);
  } finally {
    closeSync(fd);
  }
  appendFileSync(file, 'next\n');
  return { closed, lines: readFileSync(file, 'utf8').split('\n') };
}

const LINE = JSON.stringify(numbered(1));

describe('closing off a torn tail', () => {
  it.each(['', `${LINE}\n`, 'no event\n', '\n'])('leaves %j as it is', async (content) => {
    const { closed, lines } = await repair(content);
    expect(closed).toBeUndefined();
    expect(lines.join('\n')).toBe(`${content}next\n`);
  });

  it('only ends an event that lacks its line ending', async () => {
    const { closed, lines } = await repair(`${LINE}\n${LINE}`);
    expect(closed).toEqual({ bytes: LINE.length, isEvent: true });
    expect(lines).toEqual([LINE, LINE, 'next', '']);
  });

  it('keeps a torn line apart from the next, wherever it is torn', async () => {
    const bytes = Buffer.from('{"description":"å 😀"}');
    for (let length = 1; length < bytes.length; length++) {
      const torn = bytes.subarray(0, length);
      const { closed, lines } = await repair(Buffer.concat([Buffer.from(`${LINE}\n`), torn]));
      expect(closed).toEqual({ bytes: length, isEvent: false });
      expect(lines).toEqual([LINE, torn.toString('utf8'), 'next', '']);
    }
  });

  it('reads back over a tail of any length, and over none before it', async () => {
    const long = `{"text":"${'x'.repeat(200_000)}`;
    expect((await repair(`${LINE}\n${long}`)).closed).toEqual({
      bytes: long.length,
      isEvent: false,
    });
    expect((await repair(long)).lines).toEqual([long, 'next', '']);
  });
});
