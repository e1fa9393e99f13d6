import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { shownStart } from '@/components/ui/shown-text';

/** Stands in for an ensemble of no run or of one. */
export function NoRuns({
  reason,
}: {
  /** Why these runs are no ensemble; `null` when none are named. */
  readonly reason: string | null;
}) {
  return (
    <Notice
      headingLevel={1}
      title={reason === null ? 'No runs are chosen' : 'These runs are no ensemble'}
    >
      {reason === null ? null : <p>{shownStart(reason, 500)}</p>}
      <p>
        An ensemble is a set of two runs or more. Tick them in the{' '}
        <Link href="/">list of simulations</Link>, or write a pattern into the address:{' '}
        <code>/ensemble?runs=market_*</code>.
      </p>
    </Notice>
  );
}
