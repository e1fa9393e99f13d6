import { builtinEnvironments } from 'vitest/runtime';

/**
 * jsdom for modules as Node loads them. Made for a browser, `new URL('file', import.meta.url)` would be an address of Vite's
 * server, and the store that answers the panes would not find its threads.
 */
export default { ...builtinEnvironments.jsdom, viteEnvironment: 'ssr' };
