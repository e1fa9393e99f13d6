import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer';

describe('readAnswer', () => {
  it('reads an answer to its end', async () => {
    expect(await readAnswer(new Response('{"total":1.0}'))).toBe('{"total":1.0}');
  });

  it('reads the beginning of a stream, and hangs up', async () => {
    let isLeft = false;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('retry: 2000\n\ndata: ü\n\n'));
      },
      cancel() {
        isLeft = true;
      },
    });
    const headers = { 'content-type': 'text/event-stream' };
    expect(await readAnswer(new Response(body, { headers }), 20)).toBe(
      'retry: 2000\n\ndata: ü\n\n',
    );
    expect(isLeft).toBe(true);
  });
});
