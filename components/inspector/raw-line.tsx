import { CopyButton } from '@/components/ui/copy-button';
import { countOf } from '@/components/ui/format-count';
import styles from './raw-line.module.css';
import { Section } from './section';

/** The event's line, character by character as in the file. */
export function RawLine({ line }: { readonly line: string }) {
  return (
    <Section
      heading="Line in the file"
      aside={
        <span className={styles['copy']}>
          <span aria-hidden="true">Copy</span>
          <CopyButton label="line" text={() => line} />
        </span>
      }
    >
      <details className={styles['raw']}>
        <summary className={styles['summary']}>{countOf(line.length, 'character')}</summary>
        <pre className={styles['line']}>{line}</pre>
      </details>
    </Section>
  );
}
