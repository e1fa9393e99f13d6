import { LruMap } from '../work/lru-map';

/** Slows down clients that guess tokens: each address has a number of wrong attempts, which are restored over time. */
export interface GuessLimit {
  /** How long an address must wait before its next token is checked, in seconds; 0: no wait. */
  waitSeconds(address: string): number;
  /** Records a wrong token from this address. */
  noteWrong(address: string): void;
}

export interface GuessLimitOptions {
  /** The number of wrong attempts of an address. Default 10. */
  readonly tries?: number;
  /** The time after which one attempt is restored, ms. Default 6,000. */
  readonly tryEveryMs?: number;
  /** The number of addresses remembered, the latest ones. Default 10,000. */
  readonly maxAddresses?: number;
  readonly nowMs?: () => number;
}

export function createGuessLimit(options: GuessLimitOptions = {}): GuessLimit {
  const { tries = 10, tryEveryMs = 6000, maxAddresses = 10_000 } = options;
  const nowMs = options.nowMs ?? (() => performance.now());
  // The time at which an address has all its attempts again.
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

/** The owner of one IPv6 address usually owns its whole network: the first four groups. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  return address.split('::', 1)[0]?.split(':').slice(0, 4).join(':') ?? address;
}
