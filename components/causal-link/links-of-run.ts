import type { SimulationSummary } from '@/lib/api/contract';
import { DEFAULT_LINKS, type LinkChoice } from '@/lib/causality/causal-link';

/** The links to follow in a run: the chosen ones, or those that suit the run. Where it declares none, they can be inferred. */
export function linksOfRun(
  chosen: LinkChoice | null,
  { declared_link_count }: Pick<SimulationSummary, 'declared_link_count'>,
): LinkChoice {
  return chosen ?? (declared_link_count > 0 ? DEFAULT_LINKS : 'inferred');
}
