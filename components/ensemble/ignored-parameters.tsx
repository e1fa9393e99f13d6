import { shownName, shownStart } from '@/components/ui/shown-text';
import type { ParameterError } from '@/lib/errors';
import styles from './ensemble-page.module.css';

/** Names the parts of the link that could not be read. */
export function IgnoredParameters({ ignored }: { readonly ignored: readonly ParameterError[] }) {
  if (ignored.length === 0) return null;
  return (
    <p role="status" className={styles['ignored']}>
      Left out of this link:{' '}
      {ignored
        .map(
          ({ parameter, value, reason }) =>
            `${shownName(parameter)}=${shownStart(value, 60)} (${shownStart(reason, 200)})`,
        )
        .join('; ')}
    </p>
  );
}
