import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { missingText } from '@/components/causal-link/link-text';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { describeEvent } from '@/components/event-type/describe-event';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentText } from '../graph/agent-text';
import { CARD_HEIGHT } from '../layout/card-size';
import type { Frame, Size } from './frame-graph';
import type { PlacedNode, RoutedLink } from '../layout/layout-graph';
import { groupAgents, groupText, nodeName, turnsOfGroupText } from './node-text';
import type { ShownGraph, ShownLink, ShownNode } from '../graph/shown-graph';
import { shownLinkText } from './shown-link-text';
import styles from './hover-card.module.css';

const WIDTH_PX = 320;
const GAP_PX = 8;
/** Below this share of the height there is no room for the card. */
const LOW_SHARE = 0.6;

/** The node or link at the pointer or the keyboard focus. */
export type Pointed =
  | { readonly kind: 'node'; readonly node: ShownNode; readonly place: PlacedNode }
  | { readonly kind: 'link'; readonly routed: RoutedLink<ShownLink> };

/** All facts about a node or a link, shown beside it. */
export function HoverCard({
  graph,
  pointed,
  links,
  frame,
  size,
}: {
  readonly graph: ShownGraph;
  readonly pointed: Pointed;
  /** A description of the node's links. */
  readonly links: string;
  readonly frame: Frame;
  readonly size: Size;
}) {
  const at = pointed.kind === 'node' ? pointed.place : pointed.routed.middle;
  const half = pointed.kind === 'node' ? (CARD_HEIGHT / 2) * frame.k : 0;
  const middle = at.y * frame.k + frame.y;
  const left = Math.max(GAP_PX, Math.min(at.x * frame.k + frame.x, size.width - WIDTH_PX - GAP_PX));
  const isAbove = middle > size.height * LOW_SHARE;
  const vertical = isAbove
    ? { bottom: size.height - middle + half + GAP_PX }
    : { top: middle + half + GAP_PX };
  return (
    <div
      className={styles['card']}
      style={{ left, width: WIDTH_PX, ...vertical }}
      aria-hidden="true"
    >
      {pointed.kind === 'node' ? (
        <NodeFacts node={pointed.node} links={links} />
      ) : (
        <LinkFacts graph={graph} link={pointed.routed.link} />
      )}
    </div>
  );
}

function NodeFacts({ node, links }: { readonly node: ShownNode; readonly links: string }) {
  switch (node.kind) {
    case 'event':
      return <EventFacts event={node.event} links={links} />;
    case 'group':
      return (
        <>
          <p>{groupText(node)}</p>
          <p className={styles['facts']}>
            {node.events.length === 0
              ? 'Not in the files.'
              : `${groupAgents(node.events)} · ${turnsOfGroupText(node.events)}. Press to open.`}
          </p>
        </>
      );
    case 'missing':
      return (
        <>
          <p>Named as a cause, and not in the files: {missingText(node.reason)}.</p>
          <p className={styles['facts']}>
            <code>{shownId(node.id)}</code>
          </p>
        </>
      );
  }
}

function EventFacts({ event, links }: { readonly event: StoredEvent; readonly links: string }) {
  const kind = eventKind(event);
  return (
    <>
      <p className={styles['head']}>
        <EventTypeBadge eventType={event.event_type} />
        {kind === null ? null : <code>{shownName(kind)}</code>}
        <span>
          {agentText(event)} · turn {formatCount(event.turn_number)}
        </span>
      </p>
      <p>{describeEvent(event)}</p>
      <p className={styles['facts']}>{links}</p>
    </>
  );
}

function LinkFacts({ graph, link }: { readonly graph: ShownGraph; readonly link: ShownLink }) {
  const { label, reason } = shownLinkText(link);
  const [cause, effect] = [graph.nodes.get(link.cause), graph.nodes.get(link.effect)];
  return (
    <>
      <p>
        <b>{label}</b>
      </p>
      {cause === undefined || effect === undefined ? null : (
        <p>
          {nodeName(cause)} → {nodeName(effect)}
        </p>
      )}
      <p className={styles['facts']}>{reason}</p>
    </>
  );
}
