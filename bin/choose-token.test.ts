import { describe, expect, it } from 'vitest';
import { chooseToken, makeToken } from './choose-token';
import { linkWithToken, serverOrigins } from './server-links';
import { StartError } from './start-error';

const say: string[] = [];
const choose = (given: string | undefined, host: string): string | undefined => {
  say.length = 0;
  return chooseToken(given, host, (message) => say.push(message));
};

describe('the token of a server', () => {
  it('is made where it is reached from elsewhere, of 128 bits, and none where it is not', () => {
    expect(choose(undefined, '127.0.0.1')).toBeUndefined();
    expect(Buffer.from(choose(undefined, '0.0.0.0') ?? '', 'base64url')).toHaveLength(16);
    expect(makeToken()).not.toBe(makeToken());
  });

  it.each(['', ' ', '\t\n'])('is refused when it is %j, also on loopback', (given) => {
    expect(() => choose(given, '0.0.0.0')).toThrow(StartError);
    expect(() => choose(given, '127.0.0.1')).toThrow('CAUSEWAY_TOKEN is set but empty');
  });

  it.each(['two words', ' padded', 'line\nend', 'tökén'])('is refused when it is %j', (given) => {
    expect(() => choose(given, '127.0.0.1')).toThrow('no HTTP header can carry');
  });

  it('is warned of when it is short', () => {
    expect(choose('a-secret', '127.0.0.1')).toBe('a-secret');
    expect(say).toEqual([expect.stringContaining('has 8 characters')]);
    choose(makeToken(), '127.0.0.1');
    expect(say).toEqual([]);
  });
});

describe('the links that are printed', () => {
  it.each(['0.0.0.0', '::', '[::]', '0:0:0:0:0:0:0:0'])('of %s lead somewhere', (host) => {
    const origins = serverOrigins(host, 8000);
    expect(origins[0]).toBe('http://127.0.0.1:8000');
    expect(origins.length).toBeGreaterThan(1);
    for (const origin of origins) {
      expect(new URL(origin).host).not.toMatch(/^0\.0\.0\.0|^\[::\]/);
    }
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:1'],
    ['::1', 'http://[::1]:1'],
    ['[fd00::5]', 'http://[fd00::5]:1'],
    ['lab.example', 'http://lab.example:1'],
  ])('of %s is %s', (host, origin) => {
    expect(serverOrigins(host, 1)).toEqual([origin]);
  });

  it('hold the token as it is, encoded', () => {
    const link = linkWithToken('http://lab:1', 'a&b=c+d#e');
    expect(new URL(link).searchParams.get('token')).toBe('a&b=c+d#e');
    expect(linkWithToken('http://lab:1', undefined)).toBe('http://lab:1');
  });
});
