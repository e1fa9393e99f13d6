import path from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { InvalidConfigError } from '../../errors';
import { readRegularFile } from '../../files/regular-file';
import { describeIssues } from './config-problems';
import { configSchema, type ConfigSections } from './config-schema';

/** A larger file is not a configuration: it would be held in memory several times. */
const MAX_CONFIG_BYTES = 16 * 1024 * 1024;

/** The configuration of a simulation, validated. `config-schema.ts` lists its members. */
export class SimulationConfig {
  /** The given sections, with defaults filled in. */
  readonly sections: ConfigSections;
  /** The directory from which `module` paths are resolved. */
  readonly directory: string;

  private constructor(sections: ConfigSections, directory: string) {
    this.sections = sections;
    this.directory = directory;
  }

  /**
   * Reads a YAML file. JSON is YAML too.
   * @throws {InvalidConfigError} with every problem: its path, value and line
   */
  static async fromYaml(file: string): Promise<SimulationConfig> {
    let text: string;
    try {
      text = (await readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES })).toString('utf8');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new InvalidConfigError(file, [{ parameter: '', value: '', reason }], { cause: error });
    }
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [syntaxError] = document.errors;
    if (syntaxError !== undefined) {
      const line = lines.linePos(syntaxError.pos[0]).line;
      const reason = `this is not YAML: ${syntaxError.message}`;
      throw new InvalidConfigError(file, [{ parameter: '', value: '', reason, line }]);
    }
    return SimulationConfig.#parse(
      toPlain(document, file),
      path.dirname(path.resolve(file)),
      file,
      (at) => lineOf(document, lines, at),
    );
  }

  /**
   * Validates a configuration that is an object.
   * @param directory the directory from which `module` paths are resolved; default: the working directory
   * @throws {InvalidConfigError}
   */
  static fromObject(config: unknown, directory = process.cwd()): SimulationConfig {
    return SimulationConfig.#parse(config, directory, 'configuration', () => undefined);
  }

  /** The same configuration with another seed. */
  withSeed(seed: number): SimulationConfig {
    return SimulationConfig.fromObject({ ...this.sections, seed }, this.directory);
  }

  static #parse(
    config: unknown,
    directory: string,
    source: string,
    findLine: (at: readonly PropertyKey[]) => number | undefined,
  ): SimulationConfig {
    const { data, error } = configSchema.safeParse(config);
    if (data !== undefined) return new SimulationConfig(data, directory);
    throw new InvalidConfigError(source, describeIssues(error.issues, config, { findLine }));
  }
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidConfigError(file, [{ parameter: '', value: '', reason }], { cause: error });
  }
}

/** The line of a member, or of the innermost parent that the file has. */
function lineOf(
  document: Document,
  lines: LineCounter,
  at: readonly PropertyKey[],
): number | undefined {
  for (let length = at.length; length > 0; length--) {
    const node: unknown = document.getIn(at.slice(0, length), true);
    if (typeof node !== 'object' || node === null || !('range' in node)) continue;
    if (!Array.isArray(node.range)) continue;
    const start: unknown = node.range[0];
    if (typeof start === 'number') return lines.linePos(start).line;
  }
  return undefined;
}
