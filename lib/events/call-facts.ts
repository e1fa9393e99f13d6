import { eventOutcome, type Outcome } from './event-outcome';
import type { StoredEvent } from './read-event';

/** Facts of a call of a model. Absent facts are not in the file. */
export interface CallFacts {
  readonly outcome: Outcome;
  readonly latencyMs?: number;
  /** The time that the call was allowed to take. */
  readonly limitMs?: number;
  readonly tokensIn?: number;
  readonly tokensOut?: number;
  /** Counted from 1. */
  readonly attempt?: number;
  /** How many attempts were allowed. */
  readonly attempts?: number;
  readonly model?: string;
  /** The kind of the failure. */
  readonly error?: string;
}

type Details = Readonly<Record<string, unknown>>;

/** A field of the details: a path with dots, or a name that itself has dots. The fact is its value times `scale` plus `plus`. */
interface Source {
  readonly path: string;
  readonly scale?: number;
  readonly plus?: number;
}

type NumberFact = 'latencyMs' | 'limitMs' | 'tokensIn' | 'tokensOut' | 'attempt' | 'attempts';

/** The fields that hold a fact, the likeliest first. */
const SOURCES: Readonly<Record<NumberFact, readonly Source[]>> = {
  latencyMs: [
    { path: 'latency_ms' },
    { path: 'duration_ms' },
    { path: 'latency_s', scale: 1000 },
    { path: 'duration_s', scale: 1000 },
  ],
  limitMs: [{ path: 'timeout_ms' }, { path: 'timeout_s', scale: 1000 }],
  tokensIn: paths(
    ['prompt_tokens', 'input_tokens', 'tokens_in'],
    ['usage.prompt_tokens', 'usage.input_tokens', 'usage.inputTokens'],
    ['gen_ai.usage.input_tokens', 'ai.usage.promptTokens'],
  ),
  tokensOut: paths(
    ['completion_tokens', 'output_tokens', 'tokens_out'],
    ['usage.completion_tokens', 'usage.output_tokens', 'usage.outputTokens'],
    ['gen_ai.usage.output_tokens', 'ai.usage.completionTokens'],
  ),
  attempt: [{ path: 'attempt' }, { path: 'retry_count', plus: 1 }],
  attempts: [{ path: 'max_attempts' }, { path: 'max_retries', plus: 1 }],
};

const MODELS = paths(
  ['llm_model', 'model', 'model_name', 'model_id'],
  ['gen_ai.response.model', 'gen_ai.request.model', 'ai.model.id'],
);

/** The facts of a call that the details of an event state. */
export function callFacts(event: Pick<StoredEvent, 'event_type' | 'details'>): CallFacts {
  const details = event.details ?? {};
  const facts: Partial<Record<NumberFact, number>> = {};
  for (const name of NUMBER_FACTS) {
    const value = numberOf(details, SOURCES[name]);
    if (value !== undefined) facts[name] = value;
  }
  const model = sourceOf(details, MODELS, isText);
  const { error_type } = details;
  return {
    outcome: eventOutcome(event),
    ...facts,
    ...(model === undefined ? {} : { model: String(valueAt(details, model.path)) }),
    ...(isText(error_type) ? { error: error_type } : {}),
  };
}

/** Whether an event states that a model was called: it names the model, or counts tokens. */
export function isCall({ model, tokensIn, tokensOut }: CallFacts): boolean {
  return model !== undefined || tokensIn !== undefined || tokensOut !== undefined;
}

/** The paths of fields in which the details hold facts of a list of calls, as the API names them. At most 6. */
export function factPaths(details: Details): readonly string[] {
  return NUMBER_FACTS.filter((name) => name !== 'attempts').flatMap((name) => {
    const source = sourceOf(details, SOURCES[name], isNumber);
    // The API has no path to a field whose own name has dots.
    const hasPath = source !== undefined && !(source.path.includes('.') && source.path in details);
    return hasPath ? [`details.${source.path}`] : [];
  });
}

/** The path of the field that names the model; `undefined` without one that the API can name. */
export function modelPath(details: Details): string | undefined {
  const source = sourceOf(details, MODELS, isText);
  return source === undefined || source.path.includes('.') ? undefined : `details.${source.path}`;
}

/** Facts of a call from fields by their paths, where the details of the event were cut. */
export function factsOfFields(fields: Readonly<Record<string, unknown>>): Partial<CallFacts> {
  const details = Object.fromEntries(
    Object.entries(fields).map(([path, value]) => [path.replace(/^details\./, ''), value]),
  );
  const { outcome: _, ...facts } = callFacts({ event_type: '', details });
  return facts;
}

const NUMBER_FACTS: readonly NumberFact[] = [
  ...(['latencyMs', 'limitMs', 'tokensIn', 'tokensOut', 'attempt', 'attempts'] as const),
];

function numberOf(details: Details, sources: readonly Source[]): number | undefined {
  const source = sourceOf(details, sources, isNumber);
  if (source === undefined) return undefined;
  const value = Number(valueAt(details, source.path));
  return value * (source.scale ?? 1) + (source.plus ?? 0);
}

function sourceOf(
  details: Details,
  sources: readonly Source[],
  isWanted: (value: unknown) => boolean,
): Source | undefined {
  return sources.find(({ path }) => isWanted(valueAt(details, path)));
}

function valueAt(details: Details, path: string): unknown {
  if (path in details) return details[path];
  return path.split('.').reduce<unknown>((within, name) => {
    return isRecord(within) ? within[name] : undefined;
  }, details);
}

function paths(...lists: readonly (readonly string[])[]): readonly Source[] {
  return lists.flat().map((path) => ({ path }));
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
