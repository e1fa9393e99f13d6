/** Simulations draw by it too; here it makes test data. */
export { createSeededRandom, type SeededRandom } from '../simulation/seeded-random';
