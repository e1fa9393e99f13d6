/** The turns of a card. */
export interface CardTurns {
  readonly id: string;
  readonly firstTurn: number;
  readonly lastTurn: number;
}

/**
 * Divides the cards of a chain, in order, into columns of at most `rows` cards: one for each stretch of the same turn, or several
 * of about the same height. While there are more than `most` columns, those beside each other with the fewest cards are joined.
 */
export function chainColumns(
  cards: readonly CardTurns[],
  { rows, most }: { readonly rows: number; readonly most: number },
): readonly (readonly string[])[] {
  const stretches: CardTurns[][] = [];
  for (const card of cards) {
    const stretch = stretches.at(-1);
    if (stretch?.at(-1)?.lastTurn === card.firstTurn) stretch.push(card);
    else stretches.push([card]);
  }
  const columns = stretches.flatMap((stretch) => {
    const height = Math.ceil(stretch.length / Math.ceil(stretch.length / rows));
    return Array.from({ length: Math.ceil(stretch.length / height) }, (_, at) =>
      stretch.slice(at * height, (at + 1) * height),
    );
  });
  while (columns.length > Math.max(1, most)) {
    let best: number | undefined;
    let fewest = rows + 1;
    for (const [at, column] of columns.entries()) {
      const count = column.length + (columns[at + 1]?.length ?? rows + 1);
      if (count < fewest) [best, fewest] = [at, count];
    }
    if (best === undefined) break;
    const [next = []] = columns.splice(best + 1, 1);
    columns[best] = [...(columns[best] ?? []), ...next];
  }
  return columns.map((column) => column.map(({ id }) => id));
}
