/** A stretch of numbers becomes three points: the lowest, the highest and the last. */
const POINTS_A_STRETCH = 3;

/**
 * Chooses at most `points` turns of a series: all when they fit. Otherwise the turns are divided into stretches of equal width,
 * and each stretch has its last turn and, for numbers, the turns with the lowest and the highest value.
 * @param turns ascending
 * @param numbers the value at each turn, NaN when it is not a number
 * @returns indexes into the turns, ascending
 */
export function choosePoints(
  turns: ArrayLike<number>,
  numbers: ArrayLike<number>,
  points: number,
): readonly number[] {
  const places = Array.from(turns, (_, place) => place);
  if (places.length <= points) return places;
  const hasNumbers = points >= POINTS_A_STRETCH && places.some((at) => !isNaN(numbers[at] ?? NaN));
  const stretchCount = hasNumbers ? Math.floor(points / POINTS_A_STRETCH) : points;
  const first = turns[0] ?? 0;
  const width = Math.ceil(((turns[places.length - 1] ?? 0) - first + 1) / stretchCount);
  const chosen = new Set<number>();
  for (let at = 0; at < places.length;) {
    const stretch = Math.floor(((turns[at] ?? 0) - first) / width);
    let [lowest, highest, end] = [-1, -1, at];
    for (; end < places.length; end++) {
      if (Math.floor(((turns[end] ?? 0) - first) / width) !== stretch) break;
      const number = numbers[end] ?? NaN;
      if (isNaN(number)) continue;
      if (lowest === -1 || number < (numbers[lowest] ?? 0)) lowest = end;
      if (highest === -1 || number > (numbers[highest] ?? 0)) highest = end;
    }
    const ends = hasNumbers ? [lowest, highest, end - 1] : [end - 1];
    for (const place of ends) if (place !== -1) chosen.add(place);
    at = end;
  }
  return [...chosen].sort((a, b) => a - b);
}
