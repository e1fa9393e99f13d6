import type { ApiRequest } from './api-request';

/** The handler of a route, as Next's files export it. */
export type RouteHandler = (
  request: ApiRequest,
  context: { readonly params: Promise<Readonly<Record<string, string>>> },
) => Promise<Response> | Response;

export interface Route {
  /** The pattern from its folder: `/simulations/[simulationId]/events`. */
  readonly pathname: string;
  readonly handler: RouteHandler;
}

export interface FoundRoute {
  readonly handler: RouteHandler;
  /** Decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a path without a query; `undefined` when there is none, or the path's encoding is invalid. */
export type RouteFinder = (path: string) => FoundRoute | undefined;

interface Node {
  readonly named: Map<string, Node>;
  any: { readonly name: string; readonly node: Node } | undefined;
  handler: RouteHandler | undefined;
}

/** A segment in brackets matches any segment that is not empty. Literal segments take precedence. */
export function createRouteFinder(routes: readonly Route[]): RouteFinder {
  const root = newNode();
  for (const { pathname, handler } of routes) {
    let node = root;
    for (const segment of pathname.split('/').slice(1)) node = childOf(node, segment);
    node.handler = handler;
  }
  return (path) => {
    let node = root;
    const params: Record<string, string> = {};
    for (const segment of path.split('/').slice(1)) {
      const named = node.named.get(segment);
      if (named !== undefined) {
        node = named;
        continue;
      }
      if (segment === '' || node.any === undefined) return undefined;
      const value = decode(segment);
      if (value === undefined) return undefined;
      params[node.any.name] = value;
      node = node.any.node;
    }
    return node.handler === undefined ? undefined : { handler: node.handler, params };
  };
}

function newNode(): Node {
  return { named: new Map(), any: undefined, handler: undefined };
}

function childOf(node: Node, segment: string): Node {
  const name = /^\[(\w+)\]$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.any ??= { name, node: newNode() };
    if (node.any.name !== name)
      throw new Error(`[${node.any.name}] and [${name}] stand for the same segment`);
    return node.any.node;
  }
  const known = node.named.get(segment) ?? newNode();
  node.named.set(segment, known);
  return known;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
