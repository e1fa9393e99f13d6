import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { FSYNC_MODES } from '../lib/capture/writer-options';
import { DEFAULT_HOST, DEFAULT_OUTPUT_ROOT, DEFAULT_PORT } from '../lib/config';
import { CausewayError } from '../lib/errors';
import { printableLines } from '../lib/events/printable';
import { VERBOSITY_LEVELS } from '../lib/events/verbosity';
import { readRegularFile } from '../lib/files/regular-file';
import { StartError } from './start-error';
import { EXPORT_FORMATS } from '../lib/filters/export-query';
import { FILTER_OPTIONS, readFilter } from './filter-options';
import { readSeeds, readSweep } from './sweep-options';

const packageSchema = z.object({ version: z.string() });
const manifestBytes = await readRegularFile(
  fileURLToPath(new URL('../package.json', import.meta.url)),
  { maxBytes: 1024 * 1024 },
);
const manifest: unknown = JSON.parse(manifestBytes.toString('utf8'));
const { version } = packageSchema.parse(manifest);

const optionsSchema = z.object({
  port: z.number(),
  host: z.string(),
  indexDir: z.string().optional(),
  open: z.boolean(),
  prices: z.string().optional(),
});

const indexOptionsSchema = z.object({
  indexDir: z.string().optional(),
  simulation: z.array(z.string()).optional(),
});

const emitOptionsSchema = z.object({
  output: z.string(),
  simulation: z.string(),
  verbosity: z.enum(VERBOSITY_LEVELS).optional(),
  maxFileBytes: z.number().optional(),
  fsync: z.enum(FSYNC_MODES).optional(),
  strict: z.boolean(),
});

const exportOptionsSchema = z.looseObject({
  simulation: z.string(),
  format: z.enum(EXPORT_FORMATS).optional(),
  out: z.string(),
  indexDir: z.string().optional(),
  escapeFormulas: z.boolean(),
  bom: z.boolean(),
});

const diffOptionsSchema = z.object({
  root: z.string().optional(),
  indexDir: z.string().optional(),
  json: z.boolean(),
  ignore: z.array(z.string()),
});

const simulateOptionsSchema = z.object({
  output: z.string(),
  verbosity: z.enum(VERBOSITY_LEVELS).optional(),
  seed: z.number().optional(),
  seeds: z.array(z.number()).optional(),
  sweep: z.array(z.object({ path: z.string(), values: z.array(z.unknown()) })).optional(),
  jobs: z.number().optional(),
  pace: z.number().optional(),
  offline: z.boolean().optional(),
  resume: z.string().optional(),
  serve: z.boolean(),
  port: z.number(),
});

// Each command loads only its own modules: loading DuckDB alone takes a moment.
const program = new Command('causeway')
  .description('Timeline viewer and event store for LLM multi-agent simulations')
  .version(version)
  .showHelpAfterError('Try causeway --help.');

program
  .command('serve', { isDefault: true })
  .description('Serve the simulations under a directory: pages and REST API')
  .argument(
    '[OUTPUT_ROOT]',
    'directory with one sub-directory per simulation; it is only read (default: ./output, with a demo simulation if it is empty)',
  )
  .option('--port <number>', 'port to listen on, 0 for any free one', portNumber, DEFAULT_PORT)
  .option('--host <address>', 'address to listen on', DEFAULT_HOST)
  .option('--index-dir <directory>', 'folder for index files (default: in the user cache folder)')
  .option('--prices <file>', 'what tokens of models cost, in YAML (see docs/analytics.md)')
  .option('--no-open', 'do not open a browser')
  .action(async (outputRoot: string | undefined, options: unknown) => {
    const { serve } = await import('./serve');
    await serve({ outputRoot, version, ...optionsSchema.parse(options) });
  });

program
  .command('index')
  .description('Build indexes ahead of time, so that serve does not have to')
  .argument('[OUTPUT_ROOT]', 'directory with one sub-directory per simulation (default: ./output)')
  .option('--index-dir <directory>', 'folder for index files (default: in the user cache folder)')
  .option('--simulation <id...>', 'only these simulations (default: all)')
  .action(async (outputRoot: string | undefined, options: unknown) => {
    const { indexSimulations } = await import('./index-simulations');
    await indexSimulations({ outputRoot, ...indexOptionsSchema.parse(options) });
  });

program
  .command('simulate')
  .description(
    'Run a simulation and record it: agents decide, a validator judges, an engine applies',
  )
  .argument(
    '[CONFIG]',
    'a YAML or JSON file, see examples/ (default with --resume: the configuration of the run)',
  )
  .addOption(
    new Option('--verbosity <level>', 'the event types to record (default: ACTION)').choices(
      VERBOSITY_LEVELS,
    ),
  )
  .option(
    '--output <directory>',
    'directory in which the run gets its directory',
    DEFAULT_OUTPUT_ROOT,
  )
  .option('--seed <number>', 'seed of all random numbers (default: from CONFIG)', wholeNumber)
  .option(
    '--seeds <numbers>',
    'make a run for each of these seeds, such as 1..100 or 1,2,5',
    readSeeds,
  )
  .option(
    '--sweep <setting=values>',
    'make a run for each of these values, such as engine.interest_rate=0.01,0.05; several make a grid',
    readSweep,
  )
  .option('--jobs <number>', 'how many runs side by side (default: one per processor)', jobCount)
  .option(
    '--pace <milliseconds>',
    'wait this long after each agent and turn, for live viewing',
    wholeNumber,
  )
  .option('--offline', 'ask no model: agents decide by rules instead')
  .option('--resume <directory>', 'continue a run from its last checkpoint')
  .option('--serve', 'show the run in a browser, during and after it', false)
  .option(
    '--port <number>',
    'with --serve: port to listen on, 0 for any free one',
    portNumber,
    DEFAULT_PORT,
  )
  .action(async (config: string | undefined, options: unknown) => {
    const { simulate } = await import('./simulate');
    await simulate({ config, version, ...simulateOptionsSchema.parse(options) });
  });

program
  .command('emit')
  .description('Write events from any program, JSON lines on stdin, to a stream on disk')
  .requiredOption('--output <directory>', 'directory with one sub-directory per simulation')
  .requiredOption('--simulation <id>', 'name of the simulation, and of its directory')
  .addOption(
    new Option(
      '--verbosity <level>',
      'leave out events beyond this level (default: ACTION)',
    ).choices(VERBOSITY_LEVELS),
  )
  .option(
    '--max-file-bytes <number>',
    'size at which a file is rotated (default: 500 MiB)',
    byteCount,
  )
  .addOption(
    new Option(
      '--fsync [when]',
      'force events onto the disk: never, after each flush, or one by one',
    )
      .choices(FSYNC_MODES)
      .preset('flush'),
  )
  .option('--strict', 'stop at the first line that is not an event', false)
  .action(async (options: unknown) => {
    const { emit } = await import('./emit');
    await emit(emitOptionsSchema.parse(options));
  });

const exportCommand = program
  .command('export')
  .description('Export the matching events of a simulation to a file or to stdout')
  .argument('[OUTPUT_ROOT]', 'directory with one sub-directory per simulation (default: ./output)')
  .requiredOption('--simulation <id>', 'name of the simulation: its directory')
  .addOption(
    new Option(
      '--format <format>',
      'format of the file (default: by the ending of FILE, otherwise jsonl)',
    ).choices(EXPORT_FORMATS),
  )
  .option('--out <file>', 'the file to write; - is stdout', '-')
  .option('--index-dir <directory>', 'folder for index files (default: in the user cache folder)')
  .option(
    '--escape-formulas',
    "CSV: put ' before text that a spreadsheet would run as a formula",
    false,
  )
  .option('--bom', 'CSV: begin with a byte order mark, so that Excel recognizes UTF-8', false)
  .action(async (outputRoot: string | undefined, options: unknown) => {
    const parsed = exportOptionsSchema.parse(options);
    const { runExport } = await import('./export');
    await runExport({ ...parsed, outputRoot, filter: readFilter(parsed) });
  });
for (const { option } of FILTER_OPTIONS) exportCommand.addOption(option);

program
  .command('diff')
  .description('Compare two runs: exit status 0 if they are the same, 1 if not, 2 for an error')
  .argument('<A>', 'a run: its id under the root, or the path of its folder')
  .argument('<B>', 'another run')
  .option(
    '--root <directory>',
    'directory with one sub-directory per simulation (default: ./output)',
  )
  .option('--json', 'write the comparison as JSON', false)
  .option(
    '--ignore <field>',
    'ignore this field of the details, too: a name, or a path like details.order.price; repeatable',
    (field: string, others: readonly string[]) => [...others, field],
    [],
  )
  .option('--index-dir <directory>', 'folder for index files (default: in the user cache folder)')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (a: string, b: string, options: unknown) => {
    const { root, indexDir, json, ignore } = diffOptionsSchema.parse(options);
    const { runDiff } = await import('./diff');
    await runDiff({ a, b, root, indexDir, isJson: json, ignored: ignore });
  });

try {
  await program.parseAsync();
} catch (error) {
  const isExpected = error instanceof StartError || error instanceof CausewayError;
  if (!isExpected) throw error;
  console.error(printableLines(`causeway: ${error.message}`));
  // A server may already be listening.
  process.exit(1);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`Expected a port from 0 to 65535, got ${JSON.stringify(text)}.`);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError(`Expected a whole number, got ${JSON.stringify(text)}.`);
}

function jobCount(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 256) return number;
  throw new InvalidArgumentError(`Expected a number from 1 to 256, got ${JSON.stringify(text)}.`);
}

function byteCount(text: string): number {
  const bytes = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InvalidArgumentError(`Expected a number of bytes, got ${JSON.stringify(text)}.`);
}
