import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidConfigError } from '../errors';
import { requireRegularFile } from '../files/regular-file';
import type { AgentConfig } from './config/config-schema';
import type { SimulationConfig } from './config/simulation-config';
import { SHIPPED_PARTS } from './shipped-parts';
import type {
  ActionValidator,
  SimulationAgent,
  SimulationEngine,
  SimulationPartFactories,
} from './simulation-parts';

/** The parts that a configuration names. */
export interface LoadedParts {
  readonly engine: SimulationEngine;
  /** By name, in the order of the configuration. */
  readonly agents: ReadonlyMap<string, SimulationAgent>;
  readonly validator: ActionValidator;
}

export interface LoadOptions {
  /** Custom parts. They take precedence over the shipped parts. */
  readonly parts?: Partial<SimulationPartFactories> | undefined;
  /** Whether agents and validators must work without a model. */
  readonly offline?: boolean | undefined;
}

const DEFAULT_FALLBACK = 'simple';

/**
 * Makes engine, agents and validator by their `type`, or by the default export of their `module`, which is executed.
 * @throws {InvalidConfigError} with the part that cannot be made
 */
export async function loadParts(
  { sections, directory }: SimulationConfig,
  { parts, offline = false }: LoadOptions,
): Promise<LoadedParts> {
  const factories = {
    engines: { ...SHIPPED_PARTS.engines, ...parts?.engines },
    agents: { ...SHIPPED_PARTS.agents, ...parts?.agents },
    validators: { ...SHIPPED_PARTS.validators, ...parts?.validators },
  };
  const make = <Part, Options>(
    at: string,
    section: { readonly type: string; readonly module?: string | null | undefined },
    known: Readonly<Record<string, (options: Options) => Part>>,
    options: Options,
    method: keyof Part & string,
  ): Promise<Part> => makePart({ at, section, known, options, method, directory });

  const { engine: engineConfig } = sections;
  const engine = await make(
    'engine',
    engineConfig,
    factories.engines,
    { config: engineConfig, agents: sections.agents },
    'advance',
  );
  const agents = new Map<string, SimulationAgent>();
  for (const [i, config] of sections.agents.entries()) {
    const acting = offline && isModelAgent(config) ? withoutModel(config) : config;
    const at = `agents[${String(i)}]`;
    const common = { engine: engineConfig, llm: sections.llm };
    const makeFallback = (): SimulationAgent => {
      const standIn = withoutModel(config);
      const none = (): never =>
        fail(`${at}.fallback`, standIn.type, 'expected a type that asks no model');
      const options = { config: standIn, ...common, makeFallback: none };
      return makeKnown(`${at}.fallback`, standIn.type, factories.agents, options);
    };
    const options = { config: acting, ...common, makeFallback };
    agents.set(config.name, await make(at, acting, factories.agents, options, 'decide'));
  }
  const { validator: given } = sections;
  const validatorConfig = offline && given.type === 'llm' ? { ...given, type: 'basic' } : given;
  const validator = await make(
    'validator',
    validatorConfig,
    factories.validators,
    { config: validatorConfig },
    'validate',
  );
  return { engine, agents, validator };
}

function isModelAgent({ type, module }: AgentConfig): boolean {
  return type === 'llm' && (module ?? undefined) === undefined;
}

function withoutModel(config: AgentConfig): AgentConfig {
  return { ...config, type: config.fallback ?? DEFAULT_FALLBACK, module: null };
}

function fail(parameter: string, value: string, reason: string, cause?: unknown): never {
  const problem = { parameter, value: JSON.stringify(value), reason };
  throw new InvalidConfigError('configuration', [problem], { cause });
}

async function makePart<Part, Options>(part: {
  readonly at: string;
  readonly section: { readonly type: string; readonly module?: string | null | undefined };
  readonly known: Readonly<Record<string, (options: Options) => Part>>;
  readonly options: Options;
  readonly method: keyof Part & string;
  readonly directory: string;
}): Promise<Part> {
  const { at, section, known, options, method, directory } = part;
  const { module } = section;
  if (module === undefined || module === null) return makeKnown(at, section.type, known, options);
  const failed = (reason: string, cause?: unknown): never =>
    fail(`${at}.module`, module, reason, cause);
  let made: unknown;
  try {
    const file = path.resolve(directory, module);
    // Node opens any kind of file, and waits for a pipe for ever.
    await requireRegularFile(file);
    const namespace: unknown = await import(pathToFileURL(file).href);
    const factory = member(namespace, 'default');
    if (typeof factory !== 'function') return failed('expected a function as its default export');
    made = await Reflect.apply(factory, undefined, [options]);
  } catch (error) {
    if (error instanceof InvalidConfigError) throw error;
    return failed(error instanceof Error ? error.message : String(error), error);
  }
  if (isPart<Part>(made, method)) return made;
  return failed(`expected its default export to make something with a method ${method}`);
}

function makeKnown<Part, Options>(
  at: string,
  type: string,
  known: Readonly<Record<string, (options: Options) => Part>>,
  options: Options,
): Part {
  const factory = Object.hasOwn(known, type) ? known[type] : undefined;
  if (factory !== undefined) return factory(options);
  const names = Object.keys(known).join(', ');
  return fail(`${at}.type`, type, `expected one of ${names}, or a module`);
}

/** Checks one method only and trusts the module for the rest. */
function isPart<Part>(value: unknown, method: keyof Part & string): value is Part {
  return typeof member(value, method) === 'function';
}

function member(value: unknown, name: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Reflect.get(value, name)
    : undefined;
}
