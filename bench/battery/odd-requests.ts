/** A request that some client might send, and how it may be answered. */
export interface OddRequest {
  /** As it is sent, without the end of its head. */
  readonly head: readonly string[];
  /** Statuses that are right; 0 for a connection that is closed without an answer. */
  readonly expected: readonly number[];
}

const HOST = 'Host: 127.0.0.1';

function get(target: string, expected: readonly number[], ...headers: string[]): OddRequest {
  return { head: [`GET ${target} HTTP/1.1`, HOST, ...headers], expected };
}

/** @param id that of a small run that is there */
export function oddRequests(id: string): readonly OddRequest[] {
  const base = `/simulations/${encodeURIComponent(id)}`;
  return [
    // Targets.
    get('/simulations/..%2f..%2fetc', [404]),
    get('/simulations/%2e%2e/events', [404]),
    get('/simulations/%00/events', [404, 400]),
    get('/simulations/%ff/events', [400]),
    get('/simulations/%/events', [400]),
    get(`/simulations/${'a'.repeat(10_000)}/events`, [404]),
    get(`/simulations/${'a'.repeat(100_000)}/events`, [414, 431]),
    get(`${base}/events/${'e'.repeat(5000)}`, [404]),
    get(`${base}/events/%ed%a0%80`, [400]),
    get('//simulations', [404, 400, 308]),
    get('http://127.0.0.1/health', [200, 400, 404]),
    get('http://elsewhere.example/health', [403, 400, 404]),
    // Parameters.
    ...[
      ...[
        'limit=0',
        'limit=10001',
        'limit=-1',
        'limit=1e3',
        'limit=١٢',
        'limit=',
        'limit=1&limit=2',
      ],
      ...['offset=-1', 'offset=9007199254740993', 'turn_start=1.5', 'turn_end=x', 'turn_start=%00'],
      ...['start_timestamp=yesterday', 'start_timestamp=2026-13-01', 'end_timestamp=', 'order=up'],
      ...['q=', `q=${'a'.repeat(501)}`, 'counts=all', 'partial=yes'],
    ].map((query) => get(`${base}/events?${encodeURI(query)}`, [422])),
    ...[
      ...['limit=1', 'offset=9007199254740991', 'turn_start=9007199254740991', 'unknown=1'],
      ...['start_timestamp=0001-01-01', 'end_timestamp=9999-12-31T23:59:59.999999Z'],
      ...['agent_ids=', 'agent_ids=%00', 'agent_ids=%ed%a0%80', "agent_ids=';--", 'q=%25_%5C'],
      'event_types=A&'.repeat(1000),
    ].map((query) => get(`${base}/events?${query}`, [200])),
    ...['depth=0', 'depth=21', 'links=none', 'analysis=1'].map((query) =>
      get(`${base}/causality/id-1?${query}`, [422]),
    ),
    ...['from=id-1', 'to=id-1', 'from=&to=id-1', 'from=id-1&to=id-2&limit=101'].map((query) =>
      get(`${base}/paths?${query}`, [422]),
    ),
    ...[
      'buckets=0',
      'buckets=2001',
      'series=201',
      'axis=x',
      'by=x',
      'folds=x',
      'folds=2026/2025',
    ].map((query) => get(`${base}/histogram?${query}`, [422])),
    get(`${base}/export?format=xml`, [422]),
    get(`${base}/state?turn=-1`, [422]),
    get(`${base}/variables?${'variables=a&'.repeat(21)}`, [422]),
    get(`${base}/stream?from=middle`, [422]),
    // Headers.
    { head: ['GET /health HTTP/1.1'], expected: [400] },
    { head: ['GET /health HTTP/1.1', HOST, HOST], expected: [400, 403] },
    { head: ['GET /health HTTP/1.1', 'Host: elsewhere.example'], expected: [403] },
    { head: ['GET /health HTTP/1.1', 'Host: 127.0.0.1.elsewhere.example'], expected: [403] },
    get('/health', [403], 'Origin: http://elsewhere.example'),
    get('/health', [403], 'Origin: null'),
    get('/simulations', [403], 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'),
    get('/health', [431], `X-Long: ${'a'.repeat(100_000)}`),
    get('/health', [200], 'If-None-Match: W/"x", *'),
    get('/health', [400, 0], 'Transfer-Encoding: chunked', 'Content-Length: 3'),
    get('/health', [400, 0], 'A B: c'),
    // Methods.
    ...['POST', 'PUT', 'DELETE', 'PATCH'].map((method) => ({
      head: [`${method} ${base} HTTP/1.1`, HOST, 'Content-Length: 0'],
      expected: [405],
    })),
    { head: ['TRACE / HTTP/1.1', HOST], expected: [405] },
    { head: ['CONNECT elsewhere.example:443 HTTP/1.1', HOST], expected: [400, 404, 405, 0] },
    { head: ['GET / HTTP/9.9', HOST], expected: [400, 505, 0] },
    { head: ['\u0000\u0001\u0002'], expected: [400, 0] },
  ];
}
