import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoSimulation } from '../../bin/demo';
import { readEventLine } from '../../lib/events/read-event';
import { SimulationConfig } from '../../lib/simulation/config/simulation-config';
import { SimulationOrchestrator } from '../../lib/simulation/simulation-orchestrator';
import { makeTempRoot, type TempRoot } from '../../lib/testing/temp-root';
import { isUnrunCommand, whyNoCommand } from '../support/check-command';
import { readMarkdown, type MarkdownBlock } from '../support/read-markdown';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NAMES = listFiles();
const DOCUMENTS = new Map(NAMES.map((name) => [name, readMarkdown(path.join(ROOT, name), name)]));
const WITH_BLOCKS = [...DOCUMENTS].filter(([, { blocks }]) => blocks.length > 0);
const PROGRAMS = [...DOCUMENTS.values()]
  .flatMap(({ blocks }) => blocks)
  .filter(({ language }) => language === 'ts');

/** The address of the server in the documentation. */
const ADDRESS = 'http://127.0.0.1:8000';
/** An empty answer: the example no longer shows its subject. */
const NOTHING =
  /"(?:total|mark_count)":0[,}]|"shortest":null|"(?:events|links|values|variables)":\[\]/;

/** A file or folder of the repository, as sentences name it. */
const SOURCE_PATH =
  /^(app|bench|bin|components|docs|e2e|examples|lib|public|tools)\/[\w./()[\]-]*$/;

let folder: TempRoot;
let server: RunningServer;
/** They take some seconds, in which other blocks are tried. */
let programs: Promise<Outcome>;

/** A folder to try the documentation in: the demo in `output`, and the other files that it names. */
beforeAll(async () => {
  folder = await makeTempRoot();
  for (const name of ['lib', 'examples', 'node_modules']) {
    await symlink(path.join(ROOT, name), path.join(folder.path, name));
  }
  await writeFile(path.join(folder.path, 'package.json'), '{"type":"module"}');
  await Promise.all(
    PROGRAMS.map((block, i) => writeFile(path.join(folder.path, programName(i)), block.code)),
  );
  const output = path.join(folder.path, 'output');
  await makeDemoSimulation(output);
  server = await startServer(output);
  await untilIndexed(server.url);
  programs = runPrograms();
});

afterAll(async () => {
  await programs;
  await server.stop();
  await folder.remove();
});

it('the README is two screens', () => {
  expect(DOCUMENTS.get('README.md')?.lineCount).toBeLessThanOrEqual(120);
});

it('each document is reached from the README', () => {
  const reached = new Set(['README.md', 'e2e/fixtures/README.md']);
  for (const name of reached) {
    for (const link of DOCUMENTS.get(name)?.links ?? []) {
      const target = targetOf(name, link).file;
      if (DOCUMENTS.has(target)) reached.add(target);
      if (target === 'docs/adr') NAMES.filter(isDecision).forEach((adr) => reached.add(adr));
    }
  }
  expect(NAMES.filter((name) => !reached.has(name))).toEqual([]);
});

it.each(NAMES)('the links of %s lead somewhere', (name) => {
  const broken = DOCUMENTS.get(name)?.links.filter((link) => {
    if (link.startsWith('https://')) return false;
    const { file, anchor } = targetOf(name, link);
    if (!existsSync(path.join(ROOT, file))) return true;
    return anchor !== undefined && DOCUMENTS.get(file)?.anchors.includes(anchor) !== true;
  });
  expect(broken).toEqual([]);
});

it.each(NAMES)('paths and commands in the sentences of %s exist', async (name) => {
  const codes = DOCUMENTS.get(name)?.codes ?? [];
  const paths = codes.filter((code) => SOURCE_PATH.test(code) && !code.includes('NNN'));
  const commands = codes.filter((code) => /^(npm|npx|node) /.test(code));
  expect(paths.filter((named) => !existsSync(path.join(ROOT, named)))).toEqual([]);
  const problems = await Promise.all(commands.map(whyNoCommand));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

describe.each(WITH_BLOCKS)('the blocks of %s work', (_, { blocks }) => {
  /** Assignments hold in all blocks of the document that follow. */
  const assignments: string[] = [];

  it.each(blocks.map((block) => [block.place, block] as const))('%s', async (_place, block) => {
    switch (block.language) {
      case 'text':
      // All programs are run in one process.
      case 'ts':
        return;
      case 'json':
        for (const line of block.code.split('\n')) {
          expect(readEventLine(line)).toHaveProperty('event');
        }
        return;
      case 'js':
        return writeModule(block);
      case 'yaml':
        return runConfiguration(block);
      case 'sh':
        for (const command of commandsOf(block.code)) {
          if (/^\w+=/.test(command)) assignments.push(command);
          else await tryCommand(command, assignments);
        }
        return;
      default:
        throw new Error(`A block of ${JSON.stringify(block.language)} cannot be tried.`);
    }
  });
});

it('a command that does not exist is found', async () => {
  const commands = [
    'npm run nothing',
    'npm test -- --all',
    'npx causeway run',
    'npx vitest run lib/x',
    'npx causeway simulate --sede',
    'npx causeway simulate --seed 1',
  ];
  expect(await Promise.all(commands.map(whyNoCommand))).toEqual([
    'there is no script nothing',
    'bin/test.mjs has no option --all',
    'causeway has no run',
    'there is no lib/x',
    'causeway simulate has no option --sede',
    undefined,
  ]);
});

describe('the TypeScript of the documentation', () => {
  it('has no type errors', () => {
    const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) =>
      ts.sys.readFile(file),
    );
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
    const files = PROGRAMS.map((_, i) => path.join(folder.path, programName(i)));
    const program = ts.createProgram(files, { ...options, incremental: false });
    // Not of the library: the check does that.
    const errors = files.flatMap((file, i) =>
      ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ messageText }) => {
        return `${PROGRAMS[i]?.place ?? ''} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      }),
    );
    expect(errors).toEqual([]);
  });

  it('runs, one program after the other', async () => {
    const { code, stdout, stderr } = await programs;
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    const printed = stdout.split(/^== .*\n/m).slice(1);
    for (const [i, { code: program, place }] of PROGRAMS.entries()) {
      for (const [, text = ''] of program.matchAll(/\/\/ prints: (.*)$/gm)) {
        expect(printed[i], place).toContain(text);
      }
    }
  });
});

/** Modules come before the configuration that names them. */
async function writeModule({ code, place }: MarkdownBlock): Promise<void> {
  const name = /^\/\/ ([\w-]+\.mjs)\n/.exec(code)?.[1] ?? '';
  expect(name, 'the first line names the file').not.toBe('');
  const isNamed = WITH_BLOCKS.flatMap(([, { blocks }]) => blocks).some(
    ({ language, code: other }) => language === 'yaml' && other.includes(`./${name}`),
  );
  expect(isNamed, `a configuration names the module of ${place}`).toBe(true);
  await writeFile(path.join(folder.path, name), code);
}

async function runConfiguration({ code, place }: MarkdownBlock): Promise<void> {
  const file = path.join(folder.path, `${place.replaceAll(/\W/g, '-')}.yaml`);
  await writeFile(file, code);
  const config = await SimulationConfig.fromYaml(file);
  const warnings: string[] = [];
  const orchestrator = new SimulationOrchestrator({
    config,
    outputRoot: path.join(folder.path, 'runs'),
    eventVerbosity: 'DETAIL',
    offline: true,
    logger: { warn: (message) => void warnings.push(message) },
  });
  const { status, directory } = await orchestrator.run();
  expect({ status, warnings }).toEqual({ status: 'completed', warnings: [] });
  expect(await readFile(path.join(directory, 'events.jsonl'), 'utf8')).not.toContain(
    '"error_type"',
  );
}

/** One process runs all programs: most of its time it reads the library. */
async function runPrograms(): Promise<Outcome> {
  const starts: string[] = [];
  for (const [i, { code, place }] of PROGRAMS.entries()) {
    // Beside the text that is type-checked.
    const name = `./run-${programName(i)}`;
    await writeFile(path.join(folder.path, name), code.replaceAll(ADDRESS, server.url));
    starts.push(`console.log('== ${place}');\nawait import('${name}');\n`);
  }
  await writeFile(path.join(folder.path, 'run-all.ts'), starts.join(''));
  return run(process.execPath, ['--import', 'tsx', 'run-all.ts']);
}

async function tryCommand(command: string, assignments: readonly string[]): Promise<void> {
  if (isUnrunCommand(command)) {
    expect(await whyNoCommand(command)).toBeUndefined();
    return;
  }
  const line = command.replaceAll(ADDRESS, server.url);
  const script = [SHELL, ...assignments, line].join('\n');
  const { code, stdout, stderr } = await run('bash', ['-c', script]);
  expect(code, `${command}\n${stderr}${stdout}`).toBe(0);
  if (!command.startsWith('curl ') || command.includes(' -OJ ')) return;
  expect(stdout).toMatch(/[{[]/);
  expect(stdout).not.toMatch(NOTHING);
}

/** The programs of the documentation, as they are on the reader's machine. A stream is followed for half a second. */
const SHELL = `
set -euo pipefail
npx() { [ "$1" = causeway ] && shift && '${process.execPath}' '${path.join(ROOT, 'bin/causeway.mjs')}' "$@"; }
curl() {
  local status=0
  command curl --silent --show-error --fail --max-time 10 $([ "$1" = -N ] && echo '--max-time 0.5') "$@" || status=$?
  [ "$status" = 0 ] || { [ "$1" = -N ] && [ "$status" = 28 ]; }
}
my-simulation() { echo '{"turn_number":1,"event_type":"ACTION","description":"from any language"}'; }
`;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, XDG_CACHE_HOME: path.join(folder.path, 'cache') };
    const child = spawn(command, args, { cwd: folder.path, env });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (chunk: Buffer) => (printed[stream] += chunk.toString()));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...printed }));
  });
}

/** Lines of a shell block without comments. */
function commandsOf(code: string): readonly string[] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/, ''))
    .filter((line) => line !== '');
}

function programName(index: number): string {
  return `program-${String(index)}.ts`;
}

/** Where a link leads, from the root of the repository. */
function targetOf(name: string, link: string): { readonly file: string; readonly anchor?: string } {
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? name : path.join(path.dirname(name), target);
  return anchor === undefined ? { file } : { file, anchor };
}

function isDecision(name: string): boolean {
  return name.startsWith('docs/adr/');
}

function listFiles(): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
  const { stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return stdout
    .trimEnd()
    .split('\n')
    .filter((name) => existsSync(path.join(ROOT, name)));
}
