import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, expect } from 'vitest';

// Testing Library does this by itself only where Vitest's functions are globals.
afterEach(cleanup);

// A bound against hanging, not a promise of speed: a busy machine may need longer than the second that is the default.
configure({ asyncUtilTimeout: 10_000 });

// Elements of jsdom have no place, and nothing scrolls.
Element.prototype.scrollIntoView = () => undefined;

// Tests send requests only to their own servers, because the page's state of the contact outlives a test.
const asked: string[] = [];
globalThis.fetch = (input) => {
  asked.push(input instanceof Request ? input.url : String(input));
  return Promise.reject(new TypeError('no server is there'));
};
beforeEach(() => {
  asked.length = 0;
});
afterEach(() => {
  expect(asked).toEqual([]);
});
