import { IndexProgressBar } from '@/components/index-progress';
import type { ServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { shownStart } from '@/components/ui/shown-text';
import styles from './no-answer.module.css';

const MAX_REASON = 500;

/** Stands in for a part of the page while its data is not there. */
export function NoAnswer({
  answer,
  title,
}: {
  readonly answer: ServerData<unknown>;
  /** When it failed. */
  readonly title: string;
}) {
  switch (answer.state) {
    case 'ready':
      return null;
    case 'loading':
      return (
        <div className={styles['pending']} aria-busy="true">
          {[70, 45, 60, 35].map((width) => (
            <Skeleton key={width} width={`${width}%`} />
          ))}
        </div>
      );
    case 'indexing':
      return (
        <Notice title="The runs are still being indexed">
          <IndexProgressBar index={answer.index} />
          <p>This page waits.</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" title={title}>
          <p>{shownStart(answer.error.message, MAX_REASON)}</p>
          <p>
            <Button onClick={answer.retry}>Try again</Button>
          </p>
        </Notice>
      );
  }
}
