import { hostname, networkInterfaces } from 'node:os';
import { pathSegment } from '../lib/api/path-segment';

/** How many addresses of a machine are worth a line. */
const MAX_ADDRESSES = 4;

/**
 * Addresses at which a server can be reached that listens on `host`, for this machine first: of one that listens everywhere
 * (`0.0.0.0`, `::`) those of loopback, of the machine's name and of its networks.
 */
export function serverOrigins(host: string, port: number): readonly string[] {
  return hostsOf(host).map((name) => `http://${bracketed(name)}:${String(port)}`);
}

/** The link to a page that shows the token, if there is one. */
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

/** IPv6 stands in brackets, a zone of it behind an encoded percent sign. */
function bracketed(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare.includes(':') ? `[${bare.replace('%', '%25')}]` : bare;
}
