import { useEffect, useRef, useState } from 'react';
import { untilWorthAnother } from '@/components/server-contact/load-code';
import type { GraphLayout, PlacedNode } from './layout-graph';
import type { LayoutReply, LayoutRequest } from './layout-message';
import type { ShownGraph, ShownLink } from '../graph/shown-graph';

/** A graph with its layout, and the places of its nodes in the layout before. */
export interface LaidOutGraph {
  readonly graph: ShownGraph;
  readonly layout: GraphLayout<ShownLink>;
  /** In pixels of the new layout, aligned by the selected node if it was there. */
  readonly cameFrom: ReadonlyMap<string, Point>;
  /** Headings of columns, by layer, in place of those of causes and effects. */
  readonly headings?: ReadonlyMap<number, string>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The newest graph with a known layout; there is none before the first graph. The worker gets one request at a time; the next one is for the latest graph. */
export function useGraphLayout(graph: ShownGraph | undefined): LaidOutGraph | undefined {
  const [laidOut, setLaidOut] = useState<LaidOutGraph>();
  const worker = useRef<Worker | null>(null);
  const serial = useRef(0);
  const failures = useRef(0);
  const [starts, setStarts] = useState(1);
  const [failure, setFailure] = useState<Error>();
  if (failure !== undefined) throw failure;

  // The worker. It is started again when its code could not be loaded.
  useEffect(() => {
    let isOver = false;
    const started = new Worker(new URL('./layout-worker.ts', import.meta.url));
    worker.current = started;
    const startAgain = async ({ message }: ErrorEvent) => {
      try {
        failures.current = await untilWorthAnother(new Error(message), failures.current);
        if (!isOver) setStarts(starts + 1);
      } catch (error) {
        if (!isOver) setFailure(error instanceof Error ? error : new Error(String(error)));
      }
    };
    started.addEventListener('error', (event) => void startAgain(event));
    return () => {
      isOver = true;
      worker.current = null;
      started.terminate();
    };
  }, [starts]);

  // A request to the worker. Its answer counts until the next request.
  useEffect(() => {
    const asked = worker.current;
    if (asked === null || graph === undefined) return;
    const request: LayoutRequest = {
      serial: (serial.current += 1),
      graph: {
        selectedId: graph.selectedId,
        nodeIds: [...graph.nodes.keys()],
        links: graph.links,
        layers: graph.layers,
        isCompact: graph.isOverview,
      },
    };
    const onAnswer = ({ data }: MessageEvent<LayoutReply>) => {
      if (data.serial !== request.serial) return;
      const { layout } = data;
      failures.current = 0;
      setLaidOut((before) => ({ graph, layout, cameFrom: placesBefore(layout, before?.layout) }));
    };
    asked.addEventListener('message', onAnswer);
    asked.postMessage(request);
    return () => asked.removeEventListener('message', onAnswer);
  }, [graph, starts]);

  return laidOut;
}

function placesBefore(
  layout: GraphLayout,
  before: GraphLayout | undefined,
): ReadonlyMap<string, Point> {
  const places = new Map<string, PlacedNode>(before?.nodes.map((node) => [node.id, node]));
  const origin = places.get(layout.selectedId);
  if (origin === undefined) return new Map();
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: x - origin.x, y: y - origin.y }] as const),
  );
}
