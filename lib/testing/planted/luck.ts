import { createSeededRandom, seedFor, type SeededRandom } from '../../simulation/seeded-random';

/**
 * Random numbers by name and turn. A run and its twin have the same luck: numbers that one of them draws more change no others.
 */
export type Luck = (name: string, turn: number) => SeededRandom;

export function createLuck(seed: number): Luck {
  return (name, turn) => createSeededRandom(seedFor(seed, `${name} ${String(turn)}`));
}
