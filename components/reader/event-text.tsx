'use client';

import { useMemo } from 'react';
import type { FieldAddress } from '@/components/event-record/field-address';
import type { ExactJson } from '@/components/ui/exact-json';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { partsAt } from './event-texts';
import { WHOLE_CONVERSATION } from './fields';
import { PartView } from './part-view';
import styles from './reader.module.css';

/** This many messages are on the page at a time. */
const PAGE_SIZE = 50;

/** The messages and fields of an event at an address. */
export function EventText({
  event,
  address,
  isRaw,
}: {
  readonly event: ExactJson;
  readonly address: FieldAddress;
  readonly isRaw: boolean;
}) {
  const parts = useMemo(() => partsAt(event, address), [event, address]);
  const pages = usePages(parts.length, { first: PAGE_SIZE, page: PAGE_SIZE });
  if (parts.length === 0) {
    return (
      <p className={styles['notice']}>
        {address === WHOLE_CONVERSATION
          ? 'This event has no long texts.'
          : `This event has no field ${shownName(address)}.`}
      </p>
    );
  }
  return (
    <>
      {parts.slice(pages.from, pages.to).map((part, at) => (
        <PartView key={pages.from + at} part={part} isRaw={isRaw} />
      ))}
      <div data-no-find="">
        <PageButtons pages={pages} noun="message" />
      </div>
    </>
  );
}
