import { parse } from 'yaml';
import { z } from 'zod';

/** What tokens of models cost. */
export interface PriceTable {
  readonly currency: string;
  /** By the name of the model, as events state it: the prices of a million tokens. */
  readonly models: Readonly<Record<string, { readonly input: number; readonly output: number }>>;
}

const priceSchema = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });
const tableSchema = z.object({ currency: z.string().min(1) }).catchall(priceSchema);

/**
 * Reads a price table in YAML: `currency`, and for each model its name with the prices `input` and `output` of a million tokens.
 * @throws {Error} with the reason, when the text is not one
 */
export function readPriceTable(text: string): PriceTable {
  const result = tableSchema.safeParse(parse(text));
  if (!result.success) throw new Error(z.prettifyError(result.error));
  const { currency, ...models } = result.data;
  return { currency, models };
}
