import type { TestProject } from 'vitest/node';
import { makeRoot } from './make-root';
import { startServer } from './start-server';

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string;
    outputRoot: string;
  }
}

/** One server for all API tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = await makeRoot();
  const server = await startServer(root.path);
  project.provide('baseUrl', server.url);
  project.provide('outputRoot', root.path);
  return async () => {
    await server.stop();
    await root.remove();
  };
}
