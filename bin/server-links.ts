import { hostname, networkInterfaces } from 'node:os';
import { pathSegment } from '../lib/api/path-segment';

/** The maximum number of addresses to print. */
const MAX_ADDRESSES = 4;

/**
 * The addresses of a server that listens on `host`, for this machine first. A server that listens everywhere (`0.0.0.0`, `::`)
 * has the addresses of loopback, of the machine's name and of its networks.
 */
export function serverOrigins(host: string, port: number): readonly string[] {
  return hostsOf(host).map((name) => `http://${bracketed(name)}:${String(port)}`);
}

/** The link to a page, with the token if there is one. */
export function linkWithToken(origin: string, token: string | undefined): string {
  return token === undefined ? origin : `${origin}/?token=${pathSegment(token)}`;
}

function hostsOf(host: string): readonly string[] {
  const isAllIPv6 = /^\[?(?:0*:)+0*\]?$/.test(host);
  if (!isAllIPv6 && host !== '0.0.0.0') return [host];
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  return ['127.0.0.1', ...addresses.slice(0, MAX_ADDRESSES), hostname()];
}

/** IPv6 needs brackets, and a zone an encoded percent sign. */
function bracketed(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare.includes(':') ? `[${bare.replace('%', '%25')}]` : bare;
}
