import { useState } from 'react';
import { describeEvent } from '@/components/event-type/describe-event';
import { shownId } from '@/components/ui/shown-id';
import { EventTypeGlyph } from '@/components/event-type/event-type-badge';
import { typeGlyph } from '@/components/event-type/type-glyph';
import type { ServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { countOf, formatCount } from '@/components/ui/format-count';
import { isKey } from '@/components/ui/key-press';
import type { CausalPaths } from '@/lib/api/client';
import type { CausalGraph, GraphNode } from './graph/causal-graph';
import type { Highlight, HighlightName } from './graph/highlight';
import styles from './highlight-bar.module.css';

/** The others are in the list. */
const MOST_NAMED = 8;

interface BarProps {
  readonly graph: CausalGraph;
  readonly onSelectEvent: (eventId: string) => void;
}

/** The highlighted events, with an explanation. */
export function AnalysisBar({
  name,
  highlight,
  ...props
}: BarProps & { readonly name: HighlightName; readonly highlight: Highlight }) {
  return (
    <div className={styles['bar']}>
      <p role="status">{analysisText(name, highlight)}</p>
      <EventButtons {...props} highlight={highlight} />
    </div>
  );
}

function analysisText(name: HighlightName, { eventIds }: Highlight): string {
  const count = eventIds.length;
  switch (name) {
    case 'roots':
      return count === 0
        ? 'No root cause this near: follow more links.'
        : `${countOf(count, 'root cause')}: nothing is known to have caused ${count === 1 ? 'it' : 'them'}`;
    case 'dominators':
      return count === 0
        ? 'No single event is on every path to this one, as far as this chain shows.'
        : `Without ${count === 1 ? 'this event' : `any of these ${formatCount(count)}`} it would not have happened, as far as this chain shows`;
    case 'longest':
      return count < 2
        ? 'Nothing led to this event.'
        : `Longest chain to this event: ${countOf(count - 1, 'link')}`;
    case 'influence':
      return count === 0
        ? 'No event of this chain led to another.'
        : 'Events by how many others of this chain they led to';
  }
}

/** The paths to another event, or a hint how to choose that event. */
export function PathBar({
  paths,
  highlight,
  onPick,
  onCancel,
  ...props
}: BarProps & {
  /** `undefined` while the other event is being chosen. */
  readonly paths: ServerData<CausalPaths> | undefined;
  readonly highlight: Highlight | undefined;
  readonly onPick: (eventId: string) => void;
  readonly onCancel: () => void;
}) {
  const [typed, setTyped] = useState('');
  if (paths === undefined) {
    return (
      <form
        className={styles['bar']}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') onPick(typed.trim());
        }}
      >
        <p role="status">Path to which event? Press it in the graph, or give its id:</p>
        <input
          className={styles['id']}
          aria-label="Id of the other event"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onKeyDown={(event) => {
            if (isKey(event, 'Escape')) onCancel();
          }}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">Show</Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </form>
    );
  }
  return (
    <div className={styles['bar']}>
      <p role="status">{pathText(paths)}</p>
      {highlight === undefined ? null : (
        <EventButtons
          {...props}
          highlight={{ ...highlight, eventIds: highlight.ways[0] ?? [] }}
          separator="→"
        />
      )}
    </div>
  );
}

function pathText(paths: ServerData<CausalPaths>): string {
  switch (paths.state) {
    case 'loading':
    case 'indexing':
      return 'Looking for ways…';
    case 'failed':
      return `No way can be shown: ${paths.error.message}`;
    case 'ready': {
      const { shortest, paths: ways, truncated } = paths.data;
      if (shortest === null) return 'Neither event led to the other, along the links followed.';
      const length = countOf(shortest.length - 1, 'link');
      const count = `${formatCount(ways.length)}${truncated ? ' or more' : ''}`;
      return ways.length === 1 && !truncated
        ? `One way, of ${length}`
        : `${count} ways, the shortest of ${length}`;
    }
  }
}

function EventButtons({
  graph,
  highlight: { eventIds, counts },
  onSelectEvent,
  separator,
}: BarProps & { readonly highlight: Highlight; readonly separator?: string }) {
  const named = eventIds.slice(0, MOST_NAMED);
  const more = eventIds.length - named.length;
  return (
    <ol className={styles['events']}>
      {named.map((id, i) => (
        <li key={id}>
          {separator === undefined || i === 0 ? null : <span aria-hidden="true">{separator}</span>}
          <EventButton node={graph.nodes.get(id)} id={id} onSelectEvent={onSelectEvent} />
          {counts.has(id) ? <span className={styles['count']}>{counts.get(id)}</span> : null}
        </li>
      ))}
      {more > 0 ? <li>and {countOf(more, 'more', 'more')}</li> : null}
    </ol>
  );
}

function EventButton({
  node,
  id,
  onSelectEvent,
}: {
  readonly node: GraphNode | undefined;
  readonly id: string;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  if (node?.kind !== 'event') {
    return <span className={styles['missing']}>{shownId(id)}, not in the files</span>;
  }
  const { event } = node;
  const text = describeEvent(event);
  return (
    <button
      type="button"
      className={styles['event']}
      title={text}
      onClick={() => onSelectEvent(id)}
    >
      <EventTypeGlyph eventType={event.event_type} />
      <span className="visually-hidden">{typeGlyph(event.event_type).name}: </span>
      <span className={styles['text']}>{text}</span>
    </button>
  );
}
