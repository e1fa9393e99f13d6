'use client';

import { useLayoutEffect, type RefObject } from 'react';
import type { FieldAddress } from '@/components/event-record/field-address';
import { PartView } from './part-view';
import type { TextSection } from './text-section';
import { useGrowing } from './use-growing';

/** The sections of an event, scrolled to the one at an address, or to the top. */
export function SectionsView({
  sections,
  address,
  scroller,
  agent,
  raw,
  onRaw,
}: {
  readonly sections: readonly TextSection[];
  readonly address: FieldAddress;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly agent: string | null;
  /** The ids of the sections that are shown as written. */
  readonly raw: ReadonlySet<string>;
  readonly onRaw: (raw: ReadonlySet<string>) => void;
}) {
  const shown = useGrowing(sections.length);
  const wanted = sections.findIndex(({ part }) => part.address === address);
  const id = sections[wanted]?.id;
  const isWantedShown = wanted < shown;

  // The browser's scroll position, set before the section is painted.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isWantedShown) return;
    element.scrollTo({ top: 0 });
    if (id !== undefined) element.querySelector(`[data-part="${id}"]`)?.scrollIntoView();
  }, [scroller, id, isWantedShown]);

  return sections.slice(0, shown).map((section) => (
    <PartView
      key={section.id}
      section={section}
      agent={agent}
      isRaw={raw.has(section.id)}
      onRaw={(isRaw) => {
        const others = [...raw].filter((each) => each !== section.id);
        onRaw(new Set(isRaw ? [...others, section.id] : others));
      }}
    />
  ));
}
