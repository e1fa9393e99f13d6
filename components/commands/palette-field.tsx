import styles from './command-palette.module.css';

export const PLACEHOLDER = 'Type a command, a turn, an event id, an agent …';

/** The field of the palette while its list is loading, so that no key is lost. */
export function PaletteField({
  text,
  onText,
  onEnter,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <input
        className={styles['input']}
        placeholder={PLACEHOLDER}
        aria-label="Commands"
        autoComplete="off"
        data-initial-focus=""
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    </form>
  );
}
