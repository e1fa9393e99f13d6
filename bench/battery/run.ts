import { parseArgs } from 'node:util';
import { BATTERY_PARTS, runBattery } from './battery';
import { BOUNDS } from './try-routes';

// npm run battery -- [--only entries|requests|runs|faults] [--scale 1]
// Tests the built app against faults of files, clients and file systems. Exits with 1 when a check fails.

const { values } = parseArgs({
  options: { only: { type: 'string' }, scale: { type: 'string', default: '1' } },
});
const parts = BATTERY_PARTS.filter((part) => values.only === undefined || part === values.only);
if (parts.length === 0) {
  throw new RangeError(`--only ${String(values.only)}: expected ${BATTERY_PARTS.join(', ')}`);
}
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) {
  throw new RangeError(`--scale ${values.scale}: expected a number above 0, at most 1`);
}

for (const part of parts) {
  const startMs = performance.now();
  const { count, faults } = await runBattery(part, { scale, isBrief: false, bounds: BOUNDS });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  console.log(`${part}: ${String(count)} checks in ${seconds} s, ${String(faults.length)} failed`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
