import { describe, expect, it } from 'vitest';
import { isLoopback, refuse } from './guard';

const caller = {
  host: '127.0.0.1:8000',
  origin: null,
  authorization: null,
  tokenCookie: undefined,
};

describe('the guard', () => {
  it.each(['127.0.0.1:8000', 'localhost:8000', '[::1]:8000', 'localhost'])(
    'lets %s in on loopback',
    (host) => {
      expect(refuse({ ...caller, host }, undefined)).toBeUndefined();
    },
  );

  it.each(['evil.example:8000', 'localhost.evil.example', '10.0.0.1:8000', '', null])(
    'turns the host %j away on loopback',
    (host) => {
      expect(refuse({ ...caller, host }, undefined)).toBe('foreign_host');
    },
  );

  it('turns pages of another origin away, and lets its own in', () => {
    const own = { ...caller, origin: 'http://127.0.0.1:8000' };
    expect(refuse(own, undefined)).toBeUndefined();
    expect(refuse({ ...caller, origin: 'http://127.0.0.1:9000' }, undefined)).toBe(
      'foreign_origin',
    );
    expect(refuse({ ...caller, origin: 'null' }, undefined)).toBe('foreign_origin');
  });

  it('asks for the token where there is one, whatever the host', () => {
    const far = { ...caller, host: 'lab.example:8000' };
    expect(refuse(far, 'secret')).toBe('token_required');
    expect(refuse({ ...far, tokenCookie: 'guess!' }, 'secret')).toBe('token_required');
    expect(refuse({ ...far, tokenCookie: 'secret' }, 'secret')).toBeUndefined();
    expect(refuse({ ...far, authorization: 'Bearer secret' }, 'secret')).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.7', false],
  ])('knows whether %s is this machine only', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
