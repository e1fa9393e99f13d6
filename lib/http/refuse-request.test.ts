import { describe, expect, it } from 'vitest';
import { refuseRequest } from './refuse-request';

describe('a request', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('is let through by %s', (method) => {
    expect(refuseRequest(method, '/simulations/a%2Fb?q=%E0%A4%A')).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'get', ''])(
    'is refused by %j, which is quoted, with the allowed methods',
    async (method) => {
      const response = refuseRequest(method, '/simulations');
      expect(response?.status).toBe(405);
      expect(response?.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      const problem: unknown = await response?.json();
      expect(problem).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expect(problem).toHaveProperty('detail', expect.stringContaining(JSON.stringify(method)));
    },
  );

  it.each(['/simulations/%E0%A4%A', '/view/%', '/%ff'])('is refused for the path %s', (path) => {
    expect(refuseRequest('GET', `${path}?a=b`)?.status).toBe(400);
  });
});
