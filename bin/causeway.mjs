#!/usr/bin/env node
// @ts-check
import { tsImport } from 'tsx/esm/api';
import { requireDescriptors } from './require-descriptors.mjs';

requireDescriptors();

if (!('NODE_ENV' in process.env)) Object.assign(process.env, { NODE_ENV: 'production' });

// The command line is TypeScript; Node before 22 needs a loader for it.
await tsImport('./cli.ts', import.meta.url);
