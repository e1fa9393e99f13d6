import { ignoredFields, isVolatileField } from '../events/volatile-fields';
import type { ContentRules } from './content-hash';

/**
 * Rules that leave out further fields and replace texts.
 * @param ignored names of fields at any depth, or paths from the details: `price`, `details.contract.number`
 */
export function relaxedRules(
  ignored: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): ContentRules {
  const isListed = ignoredFields(ignored);
  return {
    isIgnored: (name, path) => isVolatileField(name) || isListed(name, path),
    ...(texts.size === 0 ? {} : { replace: (text) => texts.get(text) ?? text }),
  };
}
