/** A stretch of numbers is drawn as three points: its lowest, its highest and its last. */
const POINTS_A_STRETCH = 3;

/**
 * Which turns of a series to give when there may be no more than `points`: all when they fit, else of each of equally wide
 * stretches of turns the last and, when there are numbers, also those of the lowest and the highest one.
 * @param turns ascending
 * @param numbers the value at each of them, NaN when it is no number
 * @returns places among the turns, ascending
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
