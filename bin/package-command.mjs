// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The command line that starts an installed package's command with this very Node, on every
 * platform and without npx.
 *
 * @param {string} root
 * @param {string} packageName
 * @param {string} [commandName] default: the package's name
 * @returns {[string, string]}
 */
export function packageCommand(root, packageName, commandName = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[commandName])];
}
