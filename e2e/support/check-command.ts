import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));

/** A command of the documentation that a test does not run: it takes long, or does not end. */
export function isUnrunCommand(command: string): boolean {
  return /^(npm|node|npx (?!causeway)\S+) /.test(`${command} `) || / --serve\b/.test(command);
}

/**
 * The reason why a command does not exist, without running it: its script, subcommand, option or file is missing. `undefined`
 * when all of them exist.
 */
export async function whyNoCommand(command: string): Promise<string | undefined> {
  const [program = '', ...words] = command.split(/\s+/);
  if (program === 'npm') return whyNoScript(words);
  if (program === 'npx' && words[0] === 'causeway') return whyNoSubcommand(words.slice(1));
  const [tool = '', ...args] = program === 'npx' ? words : ['', ...words];
  if (!existsSync(path.join(ROOT, 'node_modules/.bin', tool))) return `there is no ${tool}`;
  const missing = args.find((arg) => arg.includes('/') && !existsSync(path.join(ROOT, arg)));
  return missing === undefined ? undefined : `there is no ${missing}`;
}

async function whyNoScript(words: readonly string[]): Promise<string | undefined> {
  const isRun = words[0] === 'run';
  const [name = '', ...rest] = isRun ? words.slice(1) : words;
  const script = isRun || ['start', 'test'].includes(name) ? scripts[name] : undefined;
  if (script === undefined) return `there is no script ${name}`;
  const options = optionsAmong(rest.slice(rest.indexOf('--') + 1));
  if (name === 'start' || name === 'dev') return whyNoSubcommand(['serve', ...options]);
  const [, file = ''] = script.split(' ');
  const source = options.length > 0 ? readFileSync(path.join(ROOT, file), 'utf8') : '';
  const unknown = options.find(
    (option) => !new RegExp(`\\b${option.slice(2)}'?: \\{ type:`).test(source),
  );
  return unknown === undefined ? undefined : `${file} has no option ${unknown}`;
}

async function whyNoSubcommand([name = '', ...words]: readonly string[]): Promise<
  string | undefined
> {
  if (!new RegExp(`^  ${name} `, 'm').test(await helpOf())) return `causeway has no ${name}`;
  const options = optionsAmong(words.filter((word) => word !== '--help'));
  const help = options.length > 0 ? await helpOf(name) : '';
  const unknown = options.find((option) => !new RegExp(`^  ${option}\\b`, 'm').test(help));
  return unknown === undefined ? undefined : `causeway ${name} has no option ${unknown}`;
}

function optionsAmong(words: readonly string[]): readonly string[] {
  return words.filter((word) => /^--\w/.test(word));
}

const helps = new Map<string, Promise<string>>();

/** The output of `causeway --help`, or of `causeway NAME --help`. */
function helpOf(...names: readonly string[]): Promise<string> {
  const key = names.join(' ');
  const help = helps.get(key) ?? printHelp(names);
  helps.set(key, help);
  return help;
}

async function printHelp(names: readonly string[]): Promise<string> {
  const args = [path.join(ROOT, 'bin/causeway.mjs'), ...names, '--help'];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}
