// @ts-check
import { tsImport } from 'tsx/esm/api';

// A thread does not inherit the TypeScript loader of its parent.
await tsImport('./scan-worker.ts', import.meta.url);
