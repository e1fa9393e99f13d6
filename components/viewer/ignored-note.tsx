import { Button } from '@/components/ui/button';
import { shownName } from '@/components/ui/shown-text';
import type { ParameterError } from '@/lib/errors';
import styles from './ignored-note.module.css';

/** The parameters of the address that could not be read. The others apply. */
export function IgnoredNote({
  ignored,
  onDismiss,
}: {
  readonly ignored: readonly ParameterError[];
  readonly onDismiss: () => void;
}) {
  if (ignored.length === 0) return null;
  return (
    <div className={styles['note']} role="status">
      <p>
        Ignored in the address:{' '}
        {ignored.map(({ parameter, value, reason }, at) => (
          <span key={parameter}>
            {at === 0 ? null : '; '}
            <code>
              {shownName(parameter)}={shownName(value)}
            </code>{' '}
            ({reason})
          </span>
        ))}
      </p>
      <Button variant="quiet" onClick={onDismiss}>
        Dismiss
      </Button>
    </div>
  );
}
