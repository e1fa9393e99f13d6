import { test as base, expect } from 'playwright/test';
import { MARKET_STORY_ID } from '../../lib/testing/market-story';
import { makeRoot } from './make-root';
import { startServer } from './start-server';
import { untilIndexed } from './until-indexed';
import { writeCallsRun } from './write-calls-run';
import { writeMarketStory } from './write-market-story';
import { writeReasonsRun } from './write-reasons-run';
import { writeReplayedRun } from './write-replayed-run';

export { expect, MARKET_STORY_ID };

interface TestFixtures {
  /** Errors of the page's scripts and console, which fail the test unless allowed. */
  readonly browserErrors: { allow(pattern: RegExp): void };
}

interface WorkerFixtures {
  /** Where the built app is served, with an output root of its own. */
  readonly serverUrl: string;
  readonly outputRoot: string;
}

/** Each worker has the built app, on a port and a root of its own; any script error of a page fails its test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  outputRoot: [
    async ({}, use) => {
      await using root = await makeRoot();
      writeMarketStory(root.path);
      writeReasonsRun(root.path);
      writeCallsRun(root.path);
      writeReplayedRun(root.path);
      await use(root.path);
    },
    { scope: 'worker' },
  ],
  serverUrl: [
    async ({ outputRoot }, use) => {
      await using server = await startServer(outputRoot);
      // Journeys of an index in the making have runs of their own.
      await untilIndexed(server.url);
      await use(server.url);
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ serverUrl }, use) => {
    await use(serverUrl);
  },
  browserErrors: [
    async ({ page, serverUrl }, use) => {
      const errors: string[] = [];
      const allowed: RegExp[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('request', (request) => {
        const isOwn = /^(data|blob):/.test(request.url()) || request.url().startsWith(serverUrl);
        if (!isOwn) errors.push(`asked another host: ${request.url()}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});
