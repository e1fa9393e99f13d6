import { LruMap } from '../work/lru-map';

/** Slows down clients that guess at a token: each address has so many wrong tries, and gets them back with time. */
export interface GuessLimit {
  /** How long an address has to wait until a token of its is looked at again, in seconds; 0: not at all. */
  waitSeconds(address: string): number;
  /** A wrong token came from there. */
  noteWrong(address: string): void;
}

export interface GuessLimitOptions {
  /** Wrong tries that an address has. Default 10. */
  readonly tries?: number;
  /** After which time it has one more. Default 6,000. */
  readonly tryEveryMs?: number;
  /** Of how many addresses it is remembered, those that tried last. Default 10,000. */
  readonly maxAddresses?: number;
  readonly nowMs?: () => number;
}

export function createGuessLimit(options: GuessLimitOptions = {}): GuessLimit {
  const { tries = 10, tryEveryMs = 6000, maxAddresses = 10_000 } = options;
  const nowMs = options.nowMs ?? (() => performance.now());
  // When an address will have all its tries back.
  const restoredAtMs = new LruMap<string, number>(maxAddresses);

  return {
    waitSeconds(address) {
      const missing = (restoredAtMs.get(networkOf(address)) ?? 0) - nowMs();
      const waitMs = missing - (tries - 1) * tryEveryMs;
      return waitMs > 0 ? Math.ceil(waitMs / 1000) : 0;
    },
    noteWrong(address) {
      const network = networkOf(address);
      const from = Math.max(restoredAtMs.get(network) ?? 0, nowMs());
      restoredAtMs.set(network, from + tryEveryMs);
    },
  };
}

/** Whoever has one address of IPv6 has a whole network of them: its first four groups. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  return address.split('::', 1)[0]?.split(':').slice(0, 4).join(':') ?? address;
}
