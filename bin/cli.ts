import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { DEFAULT_HOST, DEFAULT_PORT } from '../lib/config';
import { serve, StartError } from './serve';

const packageSchema = z.object({ version: z.string() });
const manifest: unknown = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const { version } = packageSchema.parse(manifest);

const optionsSchema = z.object({
  port: z.number(),
  host: z.string(),
  indexDir: z.string().optional(),
  open: z.boolean(),
});

const program = new Command('causeway')
  .description('Timeline viewer and event store for LLM multi-agent simulations')
  .version(version)
  .showHelpAfterError('Try causeway --help.');

program
  .command('serve', { isDefault: true })
  .description('Serve the simulations under a directory: pages and REST API')
  .argument(
    '[OUTPUT_ROOT]',
    'directory whose sub-directories are simulations; it is only read (default: ./output, where a demo simulation is made if there is none)',
  )
  .option('--port <number>', 'port to listen on, 0 for any free one', portNumber, DEFAULT_PORT)
  .option('--host <address>', 'address to listen on', DEFAULT_HOST)
  .option('--index-dir <directory>', 'where to keep index files (default: the user cache folder)')
  .option('--no-open', 'do not open a browser')
  .action(async (outputRoot: string | undefined, options: unknown) => {
    await serve({ outputRoot, version, ...optionsSchema.parse(options) });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`causeway: ${error.message}`);
  // It may be listening already.
  process.exit(1);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`Expected a port from 0 to 65535, got ${JSON.stringify(text)}.`);
}
