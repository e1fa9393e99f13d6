'use client';

import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { runByFocusKey } from '@/components/commands/command';
import type { StepSide } from '@/components/event-record/event-steps';
import type { FieldAddress } from '@/components/event-record/field-address';
import { useWholeLine } from '@/components/event-record/use-whole-line';
import { WholeLineLinks } from '@/components/event-record/whole-line-links';
import { Button } from '@/components/ui/button';
import { readExactJson } from '@/components/ui/exact-json';
import { formatBytes } from '@/components/ui/format-bytes';
import { formatCount } from '@/components/ui/format-count';
import { Modal } from '@/components/ui/modal';
import { PageButtons } from '@/components/ui/page-buttons';
import { shownName, startOf } from '@/components/ui/shown-text';
import { usePages } from '@/components/ui/use-pages';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { isCall } from '@/lib/events/call-facts';
import { CallContents } from './call-contents';
import { CallsList } from './calls-list';
import { partsAt } from './event-texts';
import { FactsLine } from './facts-line';
import { MAX_FIND_LENGTH, WHOLE_CONVERSATION } from './fields';
import { medianLatency } from './find-calls';
import { foldAll } from './fold-all';
import { ReaderBar, type ReaderSide } from './reader-bar';
import { READER_COMMANDS } from './reader-commands';
import { ReaderFoot } from './reader-foot';
import styles from './reader.module.css';
import { ResultSection } from './result-section';
import { SectionsView } from './sections-view';
import { textSection } from './text-section';
import { useCallTexts } from './use-call-texts';
import { useCalls } from './use-calls';
import { useFindInText } from './use-find-in-text';
import { useFocusOnField } from './use-focus-on-field';

/** This many messages are on the page at a time. */
const PAGE_SIZE = 50;

/** A call, or the long texts of another event, over the whole page. Escape closes it; the focus goes back to the field. */
export function Reader({
  simulationId,
  runName,
  eventId,
  address,
  find,
  onFind,
  onSelectEvent,
  onOpenCausality,
  onClose,
}: {
  readonly simulationId: string;
  readonly runName: string;
  readonly eventId: string;
  /** The field to begin at. */
  readonly address: FieldAddress;
  /** The text to be found at first. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly onSelectEvent: (eventId: string) => void;
  /** Closes the reader, and opens the causes and effects of an event. */
  readonly onOpenCausality: (eventId: string) => void;
  readonly onClose: () => void;
}) {
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  const findField = useRef<HTMLInputElement>(null);
  const [raw, setRaw] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState(find);
  const [side, setSide] = useState<ReaderSide | null>(null);
  const found = useFindInText(body, wanted);
  const { answer, record, call, isLoading } = useCallTexts(simulationId, eventId);
  const { steps, list } = useCalls(simulationId, record?.event, call?.event.details ?? {});
  useFocusOnField(address);
  const seek = (text: string) => {
    setWanted(text);
    onFind(startOf(text, MAX_FIND_LENGTH));
  };

  const cut = record?.event.cut;
  const whole = useWholeLine(
    'whole-line-in-reader',
    simulationId,
    record?.event.event_id ?? '',
    cut?.line_bytes ?? 0,
  );
  const line = cut === undefined ? record?.line : whole.line;
  const parts = useMemo(
    () => (line === undefined ? undefined : partsAt(readExactJson(line), address)),
    [line, address],
  );
  const pages = usePages(parts?.length ?? 0, {
    first: PAGE_SIZE,
    page: PAGE_SIZE,
    of: record?.event.event_id ?? '',
  });
  const sections = useMemo(
    () =>
      parts
        ?.slice(pages.from, pages.to)
        .flatMap((_, at) => textSection(parts, pages.from + at) ?? []),
    [parts, pages.from, pages.to],
  );

  const listed = list?.calls.find((each) => each.eventId === record?.event.event_id);
  const agent = record?.event.agent_id ?? null;
  // Events with messages are calls, too.
  const isSpoken = parts?.some(({ role }) => role !== 'field') === true;
  const noun = isSpoken || (call !== undefined && isCall(call.facts)) ? 'call' : 'event';
  const listTitle = noun === 'call' ? 'Calls' : 'Events of this kind';
  const place =
    steps === undefined
      ? '…'
      : `${noun} ${formatCount(steps.offset + 1)} of ${formatCount(steps.total)}`;
  const target = {
    step: (to: StepSide) => {
      const next = steps?.[to] ?? null;
      if (next !== null) onSelectEvent(next);
    },
    find: () => findField.current?.select(),
    toggleRaw: () => setRaw(new Set(raw.size > 0 ? [] : (sections ?? []).map(({ id }) => id))),
    fold: () => {
      const isOpen = body.current?.querySelector('details[open]') === null;
      if (body.current !== null) foldAll(body.current, isOpen);
    },
  };
  const onKeyDown = (press: KeyboardEvent) => {
    if (!(press.target instanceof HTMLInputElement)) runByFocusKey(READER_COMMANDS, target, press);
  };
  const closeSide = () => {
    if (side === null) return;
    setSide(null);
    body.current?.focus();
  };
  return (
    <Modal
      className={styles['reader']}
      aria-labelledby={titleId}
      onClose={side === null ? onClose : closeSide}
    >
      <div className={styles['content']} onKeyDown={onKeyDown}>
        <header className={styles['head']}>
          <span className={styles['run']}>
            {shownName(runName)} <span aria-hidden="true">/</span>{' '}
          </span>
          <h2 id={titleId} className={styles['title']}>
            {record === undefined ? 'Reader' : titleOf(record.event)}
          </h2>
        </header>
        <ReaderBar
          eventId={record?.event.event_id ?? ''}
          place={agent === null ? place : `${place} of ${shownName(agent)}`}
          contentsTitle={`In this ${noun}`}
          steps={steps}
          list={list}
          find={{
            field: findField,
            text: wanted,
            onText: seek,
            found,
            onLeave: () => {
              seek('');
              body.current?.focus();
            },
          }}
          side={side}
          onStep={target.step}
          onFold={(isOpen) => body.current && foldAll(body.current, isOpen)}
          onSide={(next) => setSide(next === side ? null : next)}
          onClose={onClose}
        />
        {call === undefined ? (
          <div className={styles['pending']} />
        ) : (
          <FactsLine
            event={call.event}
            facts={call.facts}
            median={list && medianLatency(list.calls)}
          />
        )}
        <div className={styles['columns']}>
          <div className={styles['calls']} data-shown={side === 'calls'}>
            {list === undefined ? null : (
              <CallsList
                title={agent === null ? listTitle : `${listTitle} of ${shownName(agent)}`}
                list={list}
                currentId={listed?.eventId ?? ''}
                onSelect={(id) => {
                  onSelectEvent(id);
                  closeSide();
                }}
              />
            )}
          </div>
          {/* It scrolls, so it must be focusable by keyboard. */}
          <div
            ref={body}
            className={styles['body']}
            tabIndex={0}
            role="group"
            aria-labelledby={titleId}
            aria-busy={isLoading}
            data-initial-focus=""
          >
            {answer.state === 'failed' ? (
              <p className={styles['notice']} role="alert">
                The event could not be loaded: {answer.error.message}{' '}
                <Button onClick={answer.retry}>Try again</Button>
              </p>
            ) : record === undefined ? null : sections === undefined ? (
              <div className={styles['notice']}>
                <p>
                  The event has {formatBytes(cut?.line_bytes ?? 0)}, so its texts are not loaded
                  yet.
                  {whole.error === null ? '' : ` They could not be loaded: ${whole.error.message}`}
                </p>
                <WholeLineLinks whole={whole} size={formatBytes(cut?.line_bytes ?? 0)} />
              </div>
            ) : sections.length === 0 ? (
              <p className={styles['notice']}>
                {address === WHOLE_CONVERSATION
                  ? 'This event has no long texts.'
                  : `This event has no field ${shownName(address)}.`}
              </p>
            ) : (
              <SectionsView
                key={`${record.event.event_id} ${String(pages.from)}`}
                sections={sections}
                address={address}
                scroller={body}
                agent={agent}
                raw={raw}
                onRaw={setRaw}
              />
            )}
            <div data-no-find="">
              <PageButtons pages={pages} noun="message" />
            </div>
            {call === undefined ? null : (
              <ResultSection results={call.results} onOpenCausality={onOpenCausality} />
            )}
          </div>
          <div className={styles['contents']} data-shown={side === 'contents'}>
            <CallContents
              title={`In this ${noun}`}
              isCall={isSpoken}
              parts={parts ?? []}
              sections={sections ?? []}
              matches={found.byPart}
              currentPart={found.part}
              onShowPart={(id) => {
                showPart(body.current, id);
                closeSide();
              }}
              call={call}
              onOpenCausality={onOpenCausality}
            />
          </div>
        </div>
        <ReaderFoot place={place} />
      </div>
    </Modal>
  );
}

/** Scrolls to a part, and unfolds it. */
function showPart(body: HTMLElement | null, id: string): void {
  const part = body?.querySelector(`[data-part="${CSS.escape(id)}"]`);
  const first = part?.querySelector('details');
  if (first && part?.tagName === 'DIV') first.open = true;
  part?.scrollIntoView({ block: 'start' });
}

function titleOf(event: StoredEvent): string {
  const kind = eventKind(event);
  return [
    event.agent_id === null ? 'no agent' : shownName(event.agent_id),
    `turn ${formatCount(event.turn_number)}`,
    ...(kind === null ? [] : [shownName(kind)]),
  ].join(' · ');
}
