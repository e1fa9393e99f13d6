import { describe, expect, it } from 'vitest';
import { createRouteFinder, type RouteHandler } from './api-routes';

function handlerOf(): RouteHandler {
  return () => new Response();
}

describe('the finder of routes', () => {
  const [list, run, events, event, nearest] = Array.from({ length: 5 }, handlerOf);
  const find = createRouteFinder(
    Object.entries({
      '/simulations': list,
      '/simulations/[simulationId]': run,
      '/simulations/[simulationId]/events': events,
      '/simulations/[simulationId]/events/[eventId]': event,
      '/simulations/[simulationId]/marks/nearest': nearest,
    }).flatMap(([pathname, handler]) => (handler === undefined ? [] : [{ pathname, handler }])),
  );

  it.each([
    ['/simulations', list, {}],
    ['/simulations/run%201', run, { simulationId: 'run 1' }],
    ['/simulations/events/events', events, { simulationId: 'events' }],
    ['/simulations/a/events/b%2Fc', event, { simulationId: 'a', eventId: 'b/c' }],
    ['/simulations/a/marks/nearest', nearest, { simulationId: 'a' }],
  ])('finds %s', (path, handler, params) => {
    expect(find(path)).toEqual({ handler, params });
    expect(find(path)?.handler).toBe(handler);
  });

  it.each([
    '/',
    '/simulations/',
    '/simulations//events',
    '/simulations/a/marks',
    '/simulations/a/events/b/c',
    '/simulations/%ff',
    '/Simulations',
    '/__proto__',
  ])('finds nothing at %s', (path) => {
    expect(find(path)).toBeUndefined();
  });

  it('refuses two names of one segment', () => {
    const routes = ['/a/[one]', '/a/[two]/b'].map((pathname) => ({
      pathname,
      handler: handlerOf(),
    }));
    expect(() => createRouteFinder(routes)).toThrow('[one] and [two]');
  });
});
