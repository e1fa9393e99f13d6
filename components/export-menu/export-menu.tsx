'use client';

import { DropdownMenu } from 'radix-ui';
import { api } from '@/components/api';
import { useServerContact } from '@/components/server-contact/use-server-contact';
import { EXPORT_FORMATS } from '@/lib/filters/export-query';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { countOf } from '@/components/ui/format-count';
import { EXPORT_LABELS } from './export-labels';
import styles from './export-menu.module.css';

/** Downloads all events of the filter. */
export function ExportMenu({
  simulationId,
  criteria,
  total,
  isGone,
  facts,
}: {
  readonly simulationId: string;
  readonly criteria: EventCriteria;
  /** The number of matches; `undefined` while it is not known. */
  readonly total: number | undefined;
  /** Whether the simulation no longer exists. */
  readonly isGone: boolean;
  /** The filter in words, which describes the content of the file. */
  readonly facts: readonly string[];
}) {
  const { link } = useServerContact();
  const isOff = isGone || link !== 'reachable';
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles['trigger'] ?? ''}>Export</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu'] ?? ''} align="end" sideOffset={4}>
          <DropdownMenu.Label className={styles['label'] ?? ''}>
            {isOff
              ? isGone
                ? 'The simulation is gone'
                : 'The server does not answer'
              : total === undefined
                ? 'The events of the filter'
                : countOf(total, 'event')}
          </DropdownMenu.Label>
          {(facts.length === 0 ? ['all of the run'] : facts).map((fact) => (
            <p key={fact} className={styles['fact']}>
              {fact}
            </p>
          ))}
          {EXPORT_FORMATS.map((format) => (
            <DropdownMenu.Item
              key={format}
              className={styles['item'] ?? ''}
              disabled={isOff}
              asChild
            >
              <a href={isOff ? undefined : api.exportUrl(simulationId, criteria, format)} download>
                {EXPORT_LABELS[format]}
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
