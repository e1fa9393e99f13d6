// @ts-check
import { tsImport } from 'tsx/esm/api';

// A process that makes runs for `causeway simulate --seeds`, one after another.
await tsImport('./simulation-worker.ts', import.meta.url);
