import { expect, it } from 'vitest';
import { curlCommand } from './curl-command';

it('asks for the event', () => {
  expect(curlCommand('http://127.0.0.1:8000', 'run 1', '01K')).toBe(
    "curl 'http://127.0.0.1:8000/simulations/run%201/events/01K'",
  );
});

it('cannot break out of the quotes of a shell', () => {
  expect(curlCommand('http://h', 'a', "'; rm -rf '")).toBe(
    "curl 'http://h/simulations/a/events/%27%3B%20rm%20-rf%20%27'",
  );
});
