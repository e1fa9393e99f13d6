import { use } from 'react';
import { memberAddress, type FieldAddress } from '@/components/event-record/field-address';
import { fieldLabel } from '@/components/event-record/field-label';
import { OpenReaderContext, READS_ATTRIBUTE } from '@/components/event-record/open-reader';
import { Button } from '@/components/ui/button';
import styles from './read-button.module.css';

/** Opens a field in the reader. Nothing where the address of the field is not known, or the page has no reader. */
export function ReadButton({
  name,
  within,
}: {
  readonly name: string;
  /** The address of the object that has the field. */
  readonly within: FieldAddress | undefined;
}) {
  const openReader = use(OpenReaderContext);
  if (openReader === undefined || within === undefined) return null;
  const address = memberAddress(within, name);
  return (
    <Button
      variant="quiet"
      className={styles['read'] ?? ''}
      aria-label={`Read ${fieldLabel(name)}`}
      title="Open it in the reader"
      aria-haspopup="dialog"
      {...{ [READS_ATTRIBUTE]: address }}
      onClick={() => openReader(address)}
    >
      Read
    </Button>
  );
}
