// @ts-check
import { tsImport } from 'tsx/esm/api';

// A thread does not inherit how its starter reads TypeScript.
await tsImport('./scan-worker.ts', import.meta.url);
