import { decideAll } from './decide';
import type { Trace } from './event-recorder';
import type { Run } from './run';
import type { AcceptedAction, EngineTurn } from './simulation-parts';
import { StepError } from './step-error';
import { validateAll } from './validate';

/** The maximum number of changes that a turn's end names as causes; changes of the world come before changes of agents. */
const MAX_END_CAUSES = 16;

/**
 * Plays a turn from start to end: agents observe and decide, the validator judges, the engine applies. The world does not
 * change before the engine applies, so an aborted turn leaves it unchanged.
 * @param before the causes of the turn
 * @returns the MILESTONE that ends it
 * @throws the signal's reason; {@link StepError} when the engine fails, or when a model fails and that ends the run
 */
export async function takeTurn(
  run: Run,
  turn: number,
  before: Trace,
  signal: AbortSignal,
): Promise<Trace> {
  const { recorder, world, parts } = run;
  recorder.turn = turn;
  const start = recorder.milestone('turn_start', {
    causes: [before],
    description: `Turn ${String(turn)} started`,
  });
  const proposals = await decideAll(run, start, signal);
  const actions = await validateAll(run, proposals, signal);
  signal.throwIfAborted();
  try {
    await parts.engine.advance(engineTurn(run, start, actions));
  } catch (error) {
    throw new StepError([start], error);
  }
  await recorder.waitForRoom();

  const changes = world.takeChanges().slice(0, MAX_END_CAUSES);
  const deeds = actions.map(({ trace }) => trace);
  const summary = parts.engine.describe?.(world);
  return recorder.milestone('turn_end', {
    causes: changes.length > 0 ? changes : deeds.length > 0 ? deeds : [start],
    description: `Turn ${String(turn)} ended${summary === undefined ? '' : `: ${summary}`}`,
  });
}

function engineTurn(run: Run, start: Trace, actions: readonly AcceptedAction[]): EngineTurn {
  const { recorder, world } = run;
  return {
    turn: recorder.turn,
    random: run.engineRandom,
    start,
    actions,
    agents: world.agents,
    value: world.value,
    globals: world.globals,
    variablesOf: world.variablesOf,
    setBy: world.setBy,
    set: world.set,
    act: (agent, action_type, action) => recorder.action(agent, action_type, action),
    explain: (calculation_type, calculation) =>
      recorder.detail(calculation.agent, calculation_type, calculation),
    emit: (event) => recorder.custom(event, { causes: [start] }).trace,
    beginPhase: (phase, event) =>
      recorder.milestone('phase_transition', { ...event, extra: { phase, ...event.extra } }),
  };
}
