import { describe, expect, it } from 'vitest';
import { downloadResponse } from './download-response';

const NAMES = { contentType: 'text/csv; charset=utf-8', fileName: 'sim.csv' };

/** Chunks 1, 2, … without end, with an optional failure, and a log. */
function endlessChunks(failAt = Infinity) {
  const log: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (let n = 1; ; n++) {
        log.push(`make ${String(n)}`);
        if (n === failAt) throw new Error('broken');
        yield Uint8Array.of(n);
      }
    } finally {
      log.push('ended');
    }
  }
  return { chunks: chunks(), log };
}

const request = (method = 'GET'): Request => new Request('http://localhost/export', { method });

describe('downloadResponse', () => {
  it('describes the file, and forbids caching and compression', async () => {
    const { chunks } = endlessChunks();
    const { headers, body } = await downloadResponse(request(), { ...NAMES, chunks });
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="sim.csv"; filename*=UTF-8''sim.csv`,
      'cache-control': 'no-store, no-transform',
    });
    await body?.cancel();
  });

  it('makes no chunk before it is requested, and none after its client disconnected', async () => {
    const { chunks, log } = endlessChunks();
    const response = await downloadResponse(request(), { ...NAMES, chunks });
    expect(log).toEqual([]);
    const reader = response.body!.getReader();
    expect(await reader.read()).toEqual({ done: false, value: Uint8Array.of(1) });
    expect(log).toEqual(['make 1']);
    await reader.cancel();
    expect(log).toEqual(['make 1', 'ended']);
  });

  it('breaks off with the error', async () => {
    const { chunks } = endlessChunks(3);
    const response = await downloadResponse(request(), { ...NAMES, chunks });
    await expect(response.arrayBuffer()).rejects.toThrow('broken');
  });

  it('answers HEAD with the headers alone, and ends the making', async () => {
    const { chunks, log } = endlessChunks();
    await chunks.next();
    const response = await downloadResponse(request('HEAD'), { ...NAMES, chunks });
    expect(response.body).toBeNull();
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(log).toEqual(['make 1', 'ended']);
  });
});
