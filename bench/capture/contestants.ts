import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { EventWriter } from '../../lib/capture/event-writer';
import type { SimulationEvent } from '../../lib/events/simulation-event';

/** Something that takes events and brings them to a file. */
export interface Contestant {
  take(event: SimulationEvent): void;
  /** Lets the event loop turn; where the contestant can say that it has no room, until it has. */
  yield(): Promise<void>;
  /** Resolves when all is in the file; how much did not get there. */
  finish(): Promise<{ readonly dropped: number }>;
}

/** Ours as it is by default, but that all types are recorded and warnings stay unsaid. */
export async function openCauseway(outputDir: string, simulationId: string): Promise<Contestant> {
  const writer = new EventWriter({
    outputDir,
    simulationId,
    verbosity: 'DETAIL',
    logger: { warn: () => undefined },
  });
  await writer.start();
  return {
    take: (event) => {
      writer.emit(event);
    },
    async yield() {
      await setImmediate();
      await writer.waitForRoom();
    },
    async finish() {
      const { emitted, written, filtered, refused, dropped } = await writer.stop({
        timeoutMs: 120_000,
      });
      if (emitted !== written + filtered + refused + dropped) throw new Error('events are missing');
      return { dropped };
    },
  };
}

/** pino writing the same objects through sonic-boom, set up for speed: asynchronous, 4 KB at a time, nothing added but `level`. */
export async function openPino(outputDir: string, simulationId: string): Promise<Contestant> {
  await mkdir(path.join(outputDir, simulationId), { recursive: true });
  const dest = path.join(outputDir, simulationId, 'events.jsonl');
  const stream = pino.destination({ dest, sync: false, minLength: 4096 });
  const logger = pino({ base: null, timestamp: false }, stream);
  await new Promise((resolve) => stream.once('ready', resolve));
  return {
    take: (event) => {
      logger.info(event);
    },
    yield: () => setImmediate(),
    async finish() {
      await new Promise<void>((resolve, reject) => {
        stream.once('close', resolve);
        stream.once('error', reject);
        stream.end();
      });
      return { dropped: 0 };
    },
  };
}
