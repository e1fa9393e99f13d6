import { useId, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import styles from './jump-popover.module.css';

/** A form of one field in a popover. It stays open, with the reason, while its text is refused. */
export function OneFieldForm({
  label,
  placeholder,
  action,
  hint,
  onSubmit,
  onDone,
}: {
  readonly label: string;
  readonly placeholder: string;
  /** The text of the button. */
  readonly action: string;
  readonly hint: ReactNode;
  /** Acts on the text. Gives the reason when it cannot. */
  readonly onSubmit: (text: string) => string | undefined | Promise<string | undefined>;
  readonly onDone: () => void;
}) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const hintId = useId();

  async function submit() {
    const refusal = await onSubmit(text);
    if (refusal === undefined) onDone();
    else setReason(refusal);
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <input
        className={styles['field']}
        aria-label={label}
        aria-describedby={hintId}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setReason('');
        }}
      />
      <Button variant="primary" type="submit">
        {action}
      </Button>
      <p id={hintId} className={styles['hint']}>
        {hint}
      </p>
      <p role="status" className={styles['reason']}>
        {reason}
      </p>
    </form>
  );
}
