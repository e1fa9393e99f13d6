import { readPriceTable, type PriceTable } from '../lib/analytics/price-table';
import { readRegularFile } from '../lib/files/regular-file';
import { StartError } from './start-error';

const MAX_BYTES = 1024 * 1024;

/** The price table in a file; `undefined` without a file. @throws {StartError} when the file has none */
export async function readPrices(file: string | undefined): Promise<PriceTable | undefined> {
  if (file === undefined) return undefined;
  try {
    return readPriceTable((await readRegularFile(file, { maxBytes: MAX_BYTES })).toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The prices in ${file} cannot be read: ${reason}`);
  }
}
