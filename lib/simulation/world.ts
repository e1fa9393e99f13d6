import type { EventRecorder, Recordable, Trace } from './event-recorder';
import { isSameJson, type JsonValue } from './json-value';

/** Variables by name. */
export type Variables = Readonly<Record<string, JsonValue>>;

/** The complete state of a simulation's world at the end of a turn, which is also the sum of its STATE events. */
export interface WorldState {
  readonly global_state: Variables;
  /** By agent. */
  readonly agents: Readonly<Record<string, Variables>>;
}

/** A read-only view of the world. */
export interface WorldView {
  /** A variable of the world or of an agent; `undefined` when there is none. */
  readonly value: (name: string, agent?: string) => JsonValue | undefined;
  readonly globals: () => Variables;
  readonly variablesOf: (agent: string) => Variables;
  /** In the order of the configuration. */
  readonly agents: readonly string[];
  /** The trace of the current value of a variable. */
  readonly setBy: (name: string, agent?: string) => Trace;
}

export interface Change extends Omit<Recordable, 'description' | 'kept'> {
  readonly name: string;
  /** The agent of the variable; absent for a variable of the world. */
  readonly agent?: string | undefined;
  readonly value: JsonValue;
  /** The value that was planned. It is recorded beside the new value. */
  readonly expected?: JsonValue | undefined;
  /** Default: the old and the new value. */
  readonly description?: string | undefined;
}

/** The traces of {@link WorldView.setBy}, as checkpoints store them. */
export interface WorldTraces {
  readonly global_state: Readonly<Record<string, Trace>>;
  readonly agents: Readonly<Record<string, Readonly<Record<string, Trace>>>>;
}

/**
 * The world, with changes. Each change is a STATE event; setting an equal value is not a change. The previous change of the
 * variable is one of the causes.
 */
export interface World extends WorldView {
  readonly set: (change: Change) => Trace;
  /** Records every variable again with its current value. */
  restate(causes: readonly Trace[]): void;
  state(): WorldState;
  traces(): WorldTraces;
  /** The last change of each variable changed since the previous call; variables of the world first. */
  takeChanges(): readonly Trace[];
}

interface Variable {
  readonly value: JsonValue;
  readonly trace: Trace;
}

const FORMAT = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

type Shelf = Map<string, Variable>;

/** An empty world, or one that continues from `state`. */
export function createWorld(
  recorder: Pick<EventRecorder, 'state'>,
  agents: readonly string[],
  from?: { readonly state: WorldState; readonly traces: WorldTraces },
): World {
  const globals = fillShelf(from?.state.global_state, from?.traces.global_state);
  const shelves = new Map(
    agents.map((agent) => [
      agent,
      fillShelf(from?.state.agents[agent], from?.traces.agents[agent]),
    ]),
  );
  let changedGlobals = new Map<string, Trace>();
  let changedOfAgents = new Map<string, Trace>();

  function shelfOf(agent: string | undefined): Shelf {
    if (agent === undefined) return globals;
    const shelf = shelves.get(agent);
    if (shelf === undefined) throw new RangeError(`there is no agent ${JSON.stringify(agent)}`);
    return shelf;
  }

  return {
    agents,
    value: (name, agent) => shelfOf(agent).get(name)?.value,
    globals: () => valuesOf(globals),
    variablesOf: (agent) => valuesOf(shelfOf(agent)),
    setBy: (name, agent) => shelfOf(agent).get(name)?.trace ?? [],

    set({ name, agent, value, causes, expected, description, extra }) {
      const shelf = shelfOf(agent);
      const before = shelf.get(name);
      if (before !== undefined && isSameJson(before.value, value)) return before.trace;
      const from = before?.value ?? null;
      const trace = recorder.state({
        name,
        agent,
        from,
        to: value,
        causes,
        previous: before?.trace,
        description: description ?? describeChange(name, agent, from, value),
        extra: expected === undefined ? extra : { ...extra, expected },
      });
      shelf.set(name, { value, trace });
      if (agent === undefined) changedGlobals.set(name, trace);
      else changedOfAgents.set(`${agent}\0${name}`, trace);
      return trace;
    },

    restate(causes) {
      const places = [[undefined, globals] as const, ...shelves];
      for (const [agent, shelf] of places) {
        for (const [name, { value, trace }] of shelf) {
          const description = `${subjectOf(name, agent)} stands at ${show(value)}`;
          const extra = { restored: true };
          recorder.state({
            name,
            agent,
            from: value,
            to: value,
            causes: [...causes, trace],
            description,
            extra,
          });
        }
      }
    },
    state: () => ({
      global_state: valuesOf(globals),
      agents: Object.fromEntries([...shelves].map(([agent, shelf]) => [agent, valuesOf(shelf)])),
    }),
    traces: () => ({
      global_state: tracesOf(globals),
      agents: Object.fromEntries([...shelves].map(([agent, shelf]) => [agent, tracesOf(shelf)])),
    }),
    takeChanges() {
      const taken = [...changedGlobals.values(), ...changedOfAgents.values()];
      changedGlobals = new Map();
      changedOfAgents = new Map();
      return taken;
    },
  };
}

function fillShelf(values: Variables = {}, traces: Readonly<Record<string, Trace>> = {}): Shelf {
  return new Map(
    Object.entries(values).map(([name, value]) => [name, { value, trace: traces[name] ?? [] }]),
  );
}

function valuesOf(shelf: Shelf): Variables {
  return Object.fromEntries([...shelf].map(([name, { value }]) => [name, value]));
}

function tracesOf(shelf: Shelf): Readonly<Record<string, Trace>> {
  return Object.fromEntries([...shelf].map(([name, { trace }]) => [name, trace]));
}

function describeChange(
  name: string,
  agent: string | undefined,
  from: JsonValue,
  to: JsonValue,
): string {
  const subject = subjectOf(name, agent);
  if (from === null) return `${subject} is ${show(to)}`;
  if (typeof from !== 'number' || typeof to !== 'number' || from === 0) {
    return `${subject}: ${show(from)} → ${show(to)}`;
  }
  const percent = (to / from - 1) * 100;
  const share =
    Math.abs(percent) >= 1000 ? '' : ` (${percent < 0 ? '' : '+'}${percent.toFixed(1)} %)`;
  return `${subject}: ${show(from)} → ${show(to)}${share}`;
}

function show(value: JsonValue): string {
  return typeof value === 'number' ? FORMAT.format(value) : JSON.stringify(value);
}

function subjectOf(name: string, agent: string | undefined): string {
  return agent === undefined ? name : `${agent}: ${name}`;
}
