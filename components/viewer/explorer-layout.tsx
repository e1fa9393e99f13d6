'use client';

import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { classNames } from '@/components/ui/class-names';
import { useIsPrinting } from '@/components/ui/use-is-printing';
import { useMediaQuery } from '@/components/ui/use-media-query';
import styles from './explorer-layout.module.css';

/** The width that a sheet of A4 or Letter has at least, in landscape, without its margins. */
const SHEET_WIDTH_PX = 960;

export interface ExplorerPanes {
  /** At the top; some tabs have none. */
  readonly timeline: ReactNode;
  /** On the left; some tabs have none. */
  readonly filters: ReactNode;
  readonly centre: ReactNode;
  readonly inspector: ReactNode;
  /** The inspector is rendered only for a selected event. */
  readonly hasSelection: boolean;
  /** Whether the centre is a picture. In a small window, it gets most of the room. */
  readonly isPicture: boolean;
  /** Whether the inspector is a text to read along with the centre, such as a story. */
  readonly isText: boolean;
}

/** The panes of the explorer: side by side in the sizes that the reader chose, or stacked in a small window. */
export function ExplorerLayout(panes: ExplorerPanes) {
  const isWide = useMediaQuery('(min-width: 1000px)');
  const isPrinting = useIsPrinting();
  const [wasWide, setWasWide] = useState(isWide);
  // A sheet of paper may be narrow. The panes stay those of the screen, because new ones would be empty until they load.
  if (!isPrinting && wasWide !== isWide) setWasWide(isWide);
  return (isPrinting ? wasWide : isWide) ? <WidePanes {...panes} /> : <NarrowPanes {...panes} />;
}

function WidePanes({ timeline, filters, centre, inspector, hasSelection }: ExplorerPanes) {
  const rows = useDefaultLayout({
    id: 'causeway-rows',
    panelIds: timeline === null ? ['panes'] : ['timeline', 'panes'],
  });
  const columns = useDefaultLayout({
    id: 'causeway-columns',
    panelIds: [
      ...(filters === null ? [] : ['filters']),
      'centre',
      ...(hasSelection ? ['inspector'] : []),
    ],
  });
  return (
    <Group orientation="vertical" className={styles['rows']} {...rows}>
      {timeline === null ? null : (
        <>
          <Panel
            id="timeline"
            defaultSize={232}
            minSize={72}
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <Timeline>{timeline}</Timeline>
          </Panel>
          <Separator
            className={styles['across']}
            aria-label="Height of the timeline"
            title="Drag, or press the arrow keys, to give the timeline more height"
          />
        </>
      )}
      <Panel id="panes" minSize={160}>
        <Group orientation="horizontal" className={styles['columns']} {...columns}>
          {filters === null ? null : (
            <>
              <SidePanel id="filters" label="Filters" size={232} least={168} most="40%">
                {filters}
              </SidePanel>
              <Separator className={styles['along']} aria-label="Width of the filters" />
            </>
          )}
          <Panel id="centre" minSize={280}>
            <main className={styles['centre']}>{centre}</main>
          </Panel>
          {hasSelection ? (
            <>
              <Separator className={styles['along']} aria-label="Width of the inspector" />
              <SidePanel id="inspector" label="Selected event" size={372} least={240} most="60%">
                {inspector}
              </SidePanel>
            </>
          ) : null}
        </Group>
      </Panel>
    </Group>
  );
}

/** The timeline. On paper, where its drawing cannot change, it keeps its size on the screen, scaled to the sheet. */
function Timeline({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);

  // The browser's layout of the screen, to keep it on paper.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (window.matchMedia('print').matches) return;
      const { clientWidth, clientHeight, style } = element;
      style.setProperty('--screen-width', `${String(clientWidth)}px`);
      style.setProperty('--screen-height', `${String(clientHeight)}px`);
      style.setProperty('--print-zoom', String(Math.min(1, SHEET_WIDTH_PX / clientWidth)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={box} className={styles['timeline']}>
      {children}
    </div>
  );
}

/** A column beside the centre that keeps its width when the window changes. */
function SidePanel({
  id,
  label,
  size,
  least,
  most,
  children,
}: {
  readonly id: string;
  readonly label: string;
  /** Widths: pixels, or a share of the window. */
  readonly size: number;
  readonly least: number;
  readonly most: string;
  readonly children: ReactNode;
}) {
  return (
    <Panel
      id={id}
      defaultSize={size}
      minSize={least}
      maxSize={most}
      groupResizeBehavior="preserve-pixel-size"
    >
      <aside className={styles['scrolling']} aria-label={label}>
        {children}
      </aside>
    </Panel>
  );
}

function NarrowPanes(panes: ExplorerPanes) {
  const { timeline, centre, inspector, hasSelection, isPicture, isText } = panes;
  return (
    <div className={styles['stack']}>
      {timeline === null || isPicture ? null : <Timeline>{timeline}</Timeline>}
      <main className={styles['centre']}>{centre}</main>
      {hasSelection ? (
        <aside
          className={classNames(styles['sheet'], isPicture && !isText && styles['low'])}
          aria-label="Selected event"
        >
          {inspector}
        </aside>
      ) : null}
    </div>
  );
}
