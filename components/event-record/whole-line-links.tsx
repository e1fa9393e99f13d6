import { Button } from '@/components/ui/button';
import type { WholeLineLoad } from './use-whole-line';

/** A button that loads a long line, and a link that opens it alone. */
export function WholeLineLinks({
  whole: { load, isLoading, href },
  size,
}: {
  readonly whole: WholeLineLoad;
  /** Of the line, as shown. */
  readonly size: string;
}) {
  return (
    <p>
      {load === undefined ? null : (
        <Button disabled={isLoading} onClick={load}>
          {isLoading ? 'Loading…' : `Load all ${size}`}
        </Button>
      )}{' '}
      <a href={href} target="_blank" rel="noreferrer">
        Open the line alone
      </a>
    </p>
  );
}
