import type { Trace } from '../../simulation/event-recorder';
import type { PlantedTurn } from './planted-turn';
import type { PlantHooks } from './plant';

/** How a world records shocks: as a phase, as an event of its own type, or only as a change without a cause but the turn. */
export type ShockForm = 'phase' | 'event' | 'change';

/** The variable of the world that shocks multiply; 1 is usual. */
export interface ShockTarget {
  readonly name: string;
  readonly form: ShockForm;
  /** For descriptions: `drought`. */
  readonly title: string;
}

const MILD_CHANCE = 0.04;
/** Every run has mild shocks about these turns. */
const SURE_TURNS = [6, 16, 27];
const SEASON_TURNS = 12;
const SEASONS = ['spring', 'summer', 'autumn', 'winter'];

/**
 * Lets seasons begin and shocks come. The variable of the shocks always moves a little, and comes back to 1 after a shock by
 * itself. Mild shocks come in every run, a planted shock in its turns.
 */
export function disturb(turn: PlantedTurn, target: ShockTarget, plant: PlantHooks): void {
  const { luck, start } = turn;
  if ((turn.turn - 1) % SEASON_TURNS === 0) {
    const season = SEASONS[((turn.turn - 1) / SEASON_TURNS) % SEASONS.length] ?? '';
    const begun = turn.engine.beginPhase(season, {
      causes: [start],
      description: `${season} begins`,
    });
    turn.set('season', undefined, 0.97 + 0.06 * luck('season', turn.turn).next(), [begun]);
  }
  const random = luck('shock', turn.turn);
  const isSure = SURE_TURNS.some(
    (sure, i) => sure + luck('mild shock', i).int(-4, 4) === turn.turn,
  );
  const isMild = random.chance(MILD_CHANCE) || isSure;
  const mild = 1 + (random.chance(0.5) ? 1 : -1) * (0.08 + 0.1 * random.next());
  const factor = plant.shock?.(turn.turn) ?? (isMild ? mild : undefined);
  const isStated = plant.shock?.(turn.turn) === undefined || plant.hidesMagnitude !== true;
  const usual = 1 + 0.7 * (turn.number(target.name) - 1) + random.normal(0, 0.02);
  if (factor === undefined) {
    turn.set(target.name, undefined, usual, [start]);
    return;
  }
  const causes = target.form === 'change' ? [start] : [record(turn, target, factor, isStated)];
  turn.set(target.name, undefined, usual * factor, causes);
}

function record(
  { engine, start }: PlantedTurn,
  target: ShockTarget,
  factor: number,
  isStated: boolean,
): Trace {
  const { title, form } = target;
  const description = `${title}: ${factor < 1 ? 'less' : 'more'} than usual`;
  const magnitude = Math.round(Math.abs(Math.log2(factor)) * 100) / 100;
  const details = { shock: title, ...(isStated && { magnitude }) };
  if (form === 'phase') {
    return engine.beginPhase(title, { causes: [start], description, extra: details });
  }
  return engine.emit({ event_type: 'SHOCK', description, caused_by: start, details });
}
