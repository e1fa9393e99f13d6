'use client';

import { useWholeLine } from '@/components/event-record/use-whole-line';
import { WholeLineLinks } from '@/components/event-record/whole-line-links';
import { readExactJson } from '@/components/ui/exact-json';
import { formatBytes } from '@/components/ui/format-bytes';
import { JsonMembers } from './json-tree';
import { RawLine } from './raw-line';
import { Section } from './section';
import styles from './raw-line.module.css';

/** A line too long to be loaded with its event: its length, and links to load it. */
export function WholeLine({
  simulationId,
  eventId,
  lineBytes,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly lineBytes: number;
}) {
  const whole = useWholeLine('whole-line', simulationId, eventId, lineBytes);
  if (whole.line !== undefined) {
    return (
      <>
        <Section heading="All fields">
          <JsonMembers value={readExactJson(whole.line)} />
        </Section>
        <RawLine line={whole.line} />
      </>
    );
  }
  const size = formatBytes(lineBytes);
  return (
    <Section heading="Line in the file">
      <p className={styles['summary']}>
        It has {size}. Its beginning and its type are above.
        {whole.error === null ? '' : ` It could not be loaded: ${whole.error.message}`}
      </p>
      <WholeLineLinks whole={whole} size={size} />
    </Section>
  );
}
